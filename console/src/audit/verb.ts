/** The words of a verb: what was refused is told by the words of what was tried, beside which the table says that it was refused. */
export const wordOf = (verb: string): string =>
  `audit.verb.${verb === 'session.refused' ? verb : verb.replace(/\.refused$/, '')}`
