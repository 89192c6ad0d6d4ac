// What other rooms may use: suggestions for the public door, and how much a word tells in a county.
export { models, weightIn } from './models.ts'
export { suggest } from './suggest.ts'
