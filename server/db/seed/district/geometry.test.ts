import { describe, expect, it } from 'vitest'
import { generateDistrict } from './district.ts'
import { contains, cross, type Dot, doubleArea, edges, gap, metres, ringOfDots, toDot } from './fixture.ts'
import { OUTSIDE_GRIDS } from './ground/land.ts'
import type { AreaSeed, District } from './types.ts'

const ring = (area: AreaSeed | undefined): Dot[] => ringOfDots(area?.boundary.coordinates[0]?.[0] ?? [])

/** Parents whose children leave nothing out: the county by its towns, each community by its grids. */
const tiled = ({ areas }: District) => areas.filter(({ level }) => level === 'county' || level === 'community')

function meetsEveryEdgeTwice(parent: Dot[], children: Dot[][]) {
  const key = ([a, b]: [Dot, Dot]) => `${a}>${b}`
  const all = children.flatMap(edges)
  const directed = new Map<string, number>()
  for (const edge of all) directed.set(key(edge), (directed.get(key(edge)) ?? 0) + 1)
  const outer = new Set(edges(parent).map(key))
  return all.every((edge) => {
    const back = directed.get(key([edge[1], edge[0]])) ?? 0
    return directed.get(key(edge)) === 1 && (outer.has(key(edge)) ? back === 0 : back === 1)
  })
}

describe.each([990101, 1, 2, 3, 20260105])('the district of seed %i', (seed) => {
  const district = generateDistrict({ seed })

  it('is tiled exactly: equal areas to the last digit, and every inner edge shared by two', () => {
    for (const parent of tiled(district)) {
      const children = district.areas.filter((area) => area.parent === parent.code).map(ring)
      const sum = children.reduce((total, child) => total + doubleArea(child), 0)
      expect(sum).toBe(doubleArea(ring(parent)))
      expect(meetsEveryEdgeTwice(ring(parent), children)).toBe(true)
    }
  })

  it('has simple rings against the clock', () => {
    for (const area of district.areas) {
      const sides = edges(ring(area))
      expect(doubleArea(ring(area))).toBeGreaterThan(0)
      expect(sides.some((a, i) => sides.slice(i + 1).some((b) => cross(a, b)))).toBe(false)
    }
  })

  it('has every point of a community in one grid', () => {
    for (const community of district.areas.filter(({ level }) => level === 'community')) {
      const outline = ring(community)
      const grids = district.areas.filter(({ parent }) => parent === community.code).map(ring)
      const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)]
      const [west, south] = [Math.min(...xs), Math.min(...ys)]
      for (let i = 0; i < 900; i++) {
        const x = west + ((Math.max(...xs) - west) * ((i % 30) + 0.37)) / 30
        const y = south + ((Math.max(...ys) - south) * (Math.floor(i / 30) + 0.61)) / 30
        if (contains(outline, [x, y])) expect(grids.filter((grid) => contains(grid, [x, y]))).toHaveLength(1)
      }
    }
  })

  it('has communities inside their towns, and a place in a town that no grid covers', () => {
    const spot = toDot(OUTSIDE_GRIDS)
    const covering = district.areas.filter((area) => contains(ring(area), spot)).map(({ code }) => code)
    expect(covering).toEqual(['990101', '990101001'])
    for (const community of district.areas.filter(({ level }) => level === 'community')) {
      const town = ring(district.areas.find(({ code }) => code === community.parent))
      expect(ring(community).every((dot) => contains(town, dot))).toBe(true)
    }
  })

  it('has houses inside their grids, off the roads and apart from each other', () => {
    const shapes = district.buildings.map((building) => {
      const dots = ringOfDots(building.footprint.coordinates[0] ?? [])
      return { building, dots, spots: dots.map(metres), box: box(dots) }
    })
    const roads = district.roads.map(({ line, widthM }) => ({
      half: widthM / 2,
      spots: line.coordinates.map(toDot).map(metres),
    }))
    for (const [i, { building, dots, spots, box: own }] of shapes.entries()) {
      const grid = ring(district.areas.find(({ code }) => code === building.areaCode))
      expect(dots.every((dot) => contains(grid, dot))).toBe(true)
      expect(contains(dots, toDot(building.centre.coordinates))).toBe(true)
      expect(edges(dots).some((a) => edges(grid).some((b) => cross(a, b)))).toBe(false)
      for (const other of shapes.slice(i + 1)) {
        if (!apart(own, other.box)) expect(overlap(dots, other.dots)).toBe(false)
      }
      for (const { half, spots: line } of roads) {
        const nearest = Math.min(...line.slice(1).flatMap((b, k) => spots.map((spot) => gap(spot, line[k] as Dot, b))))
        expect(nearest).toBeGreaterThan(half)
      }
    }
  })
})

type Box = { west: number; east: number; south: number; north: number }
function box(dots: readonly Dot[]): Box {
  const [xs, ys] = [dots.map(([x]) => x), dots.map(([, y]) => y)]
  return { west: Math.min(...xs), east: Math.max(...xs), south: Math.min(...ys), north: Math.max(...ys) }
}
const apart = (a: Box, b: Box) => a.east < b.west || b.east < a.west || a.north < b.south || b.north < a.south

function overlap(a: readonly Dot[], b: readonly Dot[]): boolean {
  return (
    a.some((dot) => contains(b, dot)) ||
    b.some((dot) => contains(a, dot)) ||
    edges(a).some((one) => edges(b).some((two) => cross(one, two)))
  )
}
