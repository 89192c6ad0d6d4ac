// Every word that a procedure may use, and what it means. The lists are closed: a word that is not here is refused before a
// document is looked at any further. How each word is carried out stands in who.ts, whens.ts, guards.ts and effects.ts.

const namesOf = <T extends object>(words: T) => Object.keys(words) as Extract<keyof T, string>[]

export const holderWords = {
  centre: 'the centre that it was given to',
  desk: 'the centre that accepted it last',
  unit: 'the lead unit',
  checker: 'the team that was asked to look',
  reporter: 'the unit of a reporter who is staff, else the desk',
  nobody: 'no one: final states',
} as const
export type HolderRule = keyof typeof holderWords
export const holderRules = namesOf(holderWords)

export const whoWords = {
  centre: 'acts for the centre that holds it',
  desk: 'acts for its desk',
  unit: 'acts for the unit that holds it',
  checker: 'acts for the team that was asked to look',
  reporter: 'reported it, or one of the reports merged into it',
  higherCentre: 'acts for a centre of the place above the desk',
  placeCentre: 'acts for any centre of the place',
  placeWorker: 'belongs to the team of the grid in which it lies',
  leader: 'is a leader of an area in which it lies',
  inspector: 'is an inspector of an area in which it lies',
  called: 'acts for a unit called to the scene',
  coUnit: 'acts for a unit that assists and has not given its own result yet',
  calledUnit: 'acts for a unit called to the scene that has not given its own result yet',
  supervised: 'acts for the holder, the desk or an open party: whoever an order can be addressed to',
  party:
    'sees it and takes part: holder, desk, parties, reporters, and centres, workers, leaders and inspectors of the place',
  anyone: 'any person',
  system: 'the system itself, at a deadline',
} as const
export type Who = keyof typeof whoWords
export const whos = namesOf(whoWords)

export const whenWords = {
  handledOnTheSpot: 'the report says that it has been put right',
  repair: 'what was dangerous has been made safe: the system opens what remains to be repaired',
  precheckAsked: 'the matter asks for a look before filing, none was taken yet, and the team did not report it itself',
  postcheckAsked: 'the matter asks for a look after handling, and the team of the place did not do the work itself',
  found: 'the one who looked found the problem',
  upheld: 'the desk upholds its dispatch',
  granted: 'what was asked for is granted',
  extension: 'the request in question is for an extension',
  secondDecline: 'a unit has declined at this desk in this round before, and there is a centre above',
  notSolved: 'the reporter says that it is not solved',
  aboutReply: 'what is decided upon is the reply to an order',
  objected: 'somebody has objected in this public notice',
  checkable: 'the place has a team, and another one than did the work',
  reworkedBefore: 'it has been sent back to be done again before',
} as const
export type WhenWord = keyof typeof whenWords
export const whens = namesOf(whenWords)
/** A rule with conditions is taken only if all hold; the first fitting rule of an action counts. */
export type When = WhenWord | `not:${WhenWord}`

export const guardWords = {
  matterKnown: 'the matter exists and the filing condition is one of its own',
  routable: 'that area has a centre, another one than now; a duty taken back is not sent down',
  dispatchable:
    'the units exist, are no centres, differ, lie in the area of the centre, and the duty was not taken back',
  notDeclinedYet: 'the unit has not declined in this round',
  withinDeclineBox: 'the time for declining is not over',
  notFinisher: 'the actor is neither who finished nor whose post the finisher held',
  noSuchRequest: 'no request of this kind is open',
  untilAhead: 'the date lies ahead, a year at most',
  untilLater: 'the date is later than the present end',
  requestOpen: 'the request is open and, to be granted, its date still ahead',
  notRequester: 'the actor is not who asked',
  replyOpen: 'the reply waits to be judged, and not by whoever gave it',
  supervisionOpen: 'the order is unanswered and addressed to a unit of the actor',
  closingConditionMet: 'the closing condition is met, or it is closed by procedure or for this stage only',
  withinFollowUp: 'the follow-up period is not over',
  followUpOver: 'the follow-up period is over, or the reporter has said that it is solved',
  followUpMakesSense: 'nobody has answered who was not reached',
  mergeable: 'the other incident exists, is another one, and is open',
  somethingGiven: 'at least one thing is supplied',
  callable: 'the units exist',
  notArrived: 'the unit or worker has not arrived yet',
  arrived: 'the unit that was called has arrived',
  noticeOpen: 'the public notice is running',
  noticeOver: 'the public notice is over',
  fitForNotice: 'what everybody will read names no number, address, illness or child',
  coUnitsDone: 'every assisting unit has given its own result, or it is closed by procedure or for this stage only',
} as const
export type Guard = keyof typeof guardWords
export const guards = namesOf(guardWords)

export const effectWords = {
  chooseCondition: 'sets matter, filing condition and urgency as sent, else as suggested',
  becomeDesk: 'the centre that acts becomes the desk',
  startPromise: 'starts the promise, once in a round',
  stopPromise: 'stops the promise; for good only if what was finished is verified',
  resumePromise: 'the promise never stopped',
  passToCentre: 'gives it to the centre that was named',
  passToCentreAbove: 'gives it to the centre above; at the top it stays',
  takeToOwnCentre: "the actor's own centre becomes desk and holder",
  askCheck: 'asks the team of the grid to look',
  recordCheck: 'keeps what the look has shown',
  passToUnit: 'makes the unit the lead, the others co-units, and opens the time for declining',
  releaseUnit: 'lead and co-units are parties no longer',
  keepUnitAsFormer: 'the lead stays a party, so that it can be sent back in one step',
  signFor: 'who signs is responsible, and answers for it instead of who took the report',
  recordDecline: 'counts the decline',
  askExtension: 'files the wish for an extension',
  askSuspension: 'files the wish for a suspension',
  decideRequest: 'closes the request, granted or refused',
  extendPromise: 'moves the end to the agreed instant',
  suspend: 'the time until the agreed date does not count',
  recordFinish: 'keeps who finished and when; stays at the scene end',
  recordCoResult: 'keeps that an assisting unit has done its part',
  recordVerified: 'keeps who verified and when',
  recordRework: 'counts the rework; back to who had signed',
  handleOnTheSpot: 'finished, verified and closed as it is reported',
  close: 'closes it with its degree and opens the follow-up period',
  recordFollowUp: 'keeps the answers of the follow-up',
  newRound: 'begins the next round with a promise of its own',
  recordArchived: 'keeps when it was archived',
  openSupervision: 'orders the holder',
  answerSupervision: 'answers the order; an ordinary one ends with that',
  judgeReply: 'accepts the reply, which ends the order, or sends it back',
  changeMatter: 'sets another matter and condition; the promise is counted anew from its old start',
  callUnits: 'calls units to the scene; one that has given its result is called once more',
  recordArrival: 'keeps who arrived and when',
  recordCalledResult: 'keeps what a unit that came has done, and that it has left the scene',
  recordStay: 'the reporting worker stays at the scene',
  mergeAway: 'moves the reports, sets everything else aside',
  restoreMerged: 'brings back what was set aside and leaves the merged time out',
  openLinked: 'opens the linked incident that the condition names',
  openNotice: 'opens the public notice',
  recordObjection: 'counts the objection; who decides next must answer it',
  tellAllLevels: 'tells centres, leaders and rosters of all levels',
} as const
export type Effect = keyof typeof effectWords
export const effects = namesOf(effectWords)
