import { expect, test } from 'vitest'
import { gridsOf, type PostView } from './identity.api.ts'

const post = (area: string | null): PostView => ({
  id: '01930000-0000-7000-8000-000000000001',
  role: 'grid_worker',
  roleName: { zh: '网格员', en: 'Grid worker' },
  area,
  areaName: null,
  unit: null,
  unitName: null,
  from: '2026-01-01',
  to: null,
  onBehalfOf: null,
})

test('grids of the posts: each once, in order; a building lies in its grid; desks have none', () => {
  const areas = ['990101001001003', '990101001001001', '990101001001003', '990101001001002007', '990101001001', null]
  expect(gridsOf(areas.map(post))).toEqual(['990101001001001', '990101001001002', '990101001001003'])
})
