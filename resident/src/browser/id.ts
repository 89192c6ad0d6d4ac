import { v7 } from 'uuid'

/** Ids are made by whoever creates the thing (UUID version 7), so that sending it again is safe. */
export const newId = (): string => v7()
