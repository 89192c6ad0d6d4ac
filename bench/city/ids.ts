import { v7 as uuidv7 } from 'uuid'

/** An id as somebody makes it at this instant; ids of one instant differ. */
export const idAt = (ms: number): string => uuidv7({ msecs: ms })
