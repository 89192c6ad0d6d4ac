/** Of a list that begins with the newest. */
export const newestOfEach = <T extends { readonly county: string }>(models: readonly T[]): T[] =>
  models.filter((one, i) => models.findIndex(({ county }) => county === one.county) === i)

/** A share as people read it; never rounded up to all. */
export const percent = (share: number): string => `${Math.floor(share * 1000) / 10} %`
