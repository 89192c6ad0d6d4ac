import { expect, test } from 'vitest'
import { emptyIntake, findGaps, type Intake, toDuplicateAsk, toReport } from './intake.ts'

const building = { id: 'b1', name: '3 号楼', lng: 121.1, lat: 31.1 }
const full: Intake = {
  ...emptyIntake('i1'),
  matter: '010102',
  description: ' 井盖缺失 ',
  building,
  reporterPhone: '13800001234',
}

test('what is missing is named in the order of the form', () => {
  expect(Object.keys(findGaps({ ...emptyIntake('i1'), reporterPhone: '12' }))).toEqual([
    'matter',
    'description',
    'place',
    'phone',
  ])
  expect(findGaps(full)).toEqual({})
  expect(findGaps({ ...full, description: '长'.repeat(4001) })).toEqual({ description: 'intake.tooLong' })
})

test('a building is sent as a building, a corrected point with the building as its words', () => {
  expect(toReport(full)).toEqual({
    matter: '010102',
    description: '井盖缺失',
    location: { building: 'b1' },
    source: 'hotline',
    urgency: 'normal',
    reporter: { phone: '13800001234' },
  })
  expect(toReport({ ...full, point: { lng: 121.2, lat: 31.2 } }).location).toEqual({
    lng: 121.2,
    lat: 31.2,
    address: '3 号楼',
  })
  expect(toReport({ ...full, address: '楼东侧' }).location).toEqual({ lng: 121.1, lat: 31.1, address: '楼东侧' })
})

test('duplicates are asked for once the place and the matter or words are known', () => {
  expect(toDuplicateAsk({ ...full, matter: null })).toEqual({ description: '井盖缺失', location: { building: 'b1' } })
  expect(toDuplicateAsk({ ...full, matter: null, description: ' ' })).toBeNull()
  expect(toDuplicateAsk({ ...full, building: null })).toBeNull()
  expect(toDuplicateAsk(full)).toEqual({ matter: '010102', description: '井盖缺失', location: { building: 'b1' } })
})
