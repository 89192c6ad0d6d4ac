import { expect, test } from 'vitest'
import { boundsOf } from './area.api.ts'

test('the frame of a boundary, islands and holes included', () => {
  const islands = {
    type: 'MultiPolygon' as const,
    coordinates: [
      [
        [
          [121.1, 31.2],
          [121.3, 31.25],
          [121.2, 31.4],
          [121.1, 31.2],
        ],
      ],
      [
        [
          [121.5, 31.0],
          [121.6, 31.1],
          [121.5, 31.0],
        ],
      ],
    ],
  }
  expect(boundsOf(islands)).toEqual([121.1, 31.0, 121.6, 31.4])
  expect(boundsOf({ type: 'MultiPolygon', coordinates: [] })).toBeNull()
  expect(boundsOf(null)).toBeNull()
})
