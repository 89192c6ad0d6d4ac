// Puts a generated district into an empty database: areas, streets, buildings, units, accounts, posts, notice boards. One transaction:
// all or nothing. Incidents come afterwards, through the same door as everybody's.

import { v7 as uuidv7 } from 'uuid'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { at, insertRows, type Query, sql } from '#platform/sql.ts'
import type { District } from './district/types.ts'

/** Geometries go in as GeoJSON text; jsonb_populate_recordset would take them as WKB only. */
function insertShapes(table: string, column: string, rows: readonly Record<string, unknown>[]): Query[] {
  const chunks: Query[] = []
  for (let i = 0; i < rows.length; i += 200) {
    const part = rows.slice(i, i + 200)
    const names = Object.keys(part[0]!).filter((n) => n !== column)
    const cols = sql.join(names.map((n) => sql.ref(n)))
    chunks.push(sql`insert into ${sql.table(table)} (${cols}, ${sql.ref(column)})
      select ${sql.join(names.map((n) => sql`r.${sql.ref(n)}`))}, st_setsrid(st_geomfromgeojson(e ->> ${column}), 4326)
      from jsonb_array_elements(${JSON.stringify(part)}::jsonb) e, jsonb_populate_record(null::${sql.table(table)}, e - ${column}::text) r`)
  }
  return chunks
}

/** Loads the district; `passwordHash` is given to every account of the demonstration. */
export async function loadDistrict(house: House, district: District, passwordHash: string): Promise<void> {
  const now = house.clock.now()
  const day = at(now)!.slice(0, 10)
  const since = `${Number(day.slice(0, 4)) - 1}-01-01`
  const areas = district.areas.map((a) => ({
    code: a.code,
    level: a.level,
    kind: a.kind,
    dedicated_to: a.dedicatedTo,
    name: a.name,
    described_boundary: a.describedBoundary,
    households: a.households,
    people: a.people,
    valid_from: since,
    version: 1,
    boundary: a.boundary,
  }))
  const county = district.areas[0]!.code
  const roads = district.roads.map((r) => ({
    id: r.id,
    area_code: county,
    name: r.name,
    class: r.class,
    width_m: r.widthM,
    line: r.line,
  }))
  const scenery = district.scenery.map((s) => ({
    id: s.id,
    area_code: county,
    name: s.name,
    kind: s.kind,
    shape: s.shape,
  }))
  const buildings = district.buildings.map((b) => ({
    id: b.id,
    area_code: b.areaCode,
    name: b.name,
    address: b.address,
    compound: b.compound,
    use: b.use,
    floors: b.floors,
    stairwells: b.stairwells,
    dwellings: b.dwellings,
    households: b.households,
    people: b.people,
    version: 1,
    footprint: b.footprint,
  }))
  const units = district.units.map((u) => ({
    ...u,
    line: u.kind === 'department' ? u.key.replace(/-\d+$/, '') : null,
    isActive: true,
    version: 1,
  }))
  const accounts = district.accounts.map((a) => ({
    id: a.id,
    username: a.username,
    name: a.name,
    workNumber: a.workNumber,
    phone: `\\x${house.keys.seal(a.phone).toString('hex')}`,
    passwordHash,
    passwordChangedAt: at(now),
    isDisabled: false,
    failedCount: 0,
    createdAt: at(now),
    version: 1,
  }))
  const posts = district.posts.map((p) => ({
    id: p.id,
    accountId: p.accountId,
    role: p.role,
    areaCode: p.areaCode,
    unitId: p.unitId,
    fromOn: p.from,
    toOn: p.to,
    createdAt: at(now),
    version: 1,
  }))
  const roster = district.roster.map((r) => ({
    id: r.id,
    unitId: r.unitId,
    accountId: r.accountId,
    fromAt: r.from,
    toAt: r.to,
  }))
  const deputies = district.deputies.map((d) => ({
    id: d.id,
    postId: d.postId,
    accountId: d.accountId,
    fromAt: d.from,
    toAt: d.to,
    reason: d.reason,
    version: 1,
  }))
  const holders = new Map(posts.map((p) => [p.id, p.accountId]))
  const handOvers = district.deputies.map((d) => ({
    id: uuidv7(),
    accountId: d.accountId,
    successorId: holders.get(d.postId) ?? null,
    deputyId: d.id,
    why: 'deputy',
    dueAt: d.to,
    incidents: 0,
  }))
  const boards = district.boardTexts.map((b) => ({ ...b, updatedAt: at(now), version: 1 }))
  await house.db.transaction('owner', async (tx) => {
    const [[head]] = await tx.send(chainHead('audit'))
    await tx.commit(
      ...insertShapes('area', 'boundary', areas),
      ...insertShapes('road', 'line', roads),
      ...(scenery.length > 0 ? insertShapes('scenery', 'shape', scenery) : []),
      ...insertShapes('building', 'footprint', buildings),
      insertRows('unit', units),
      insertRows('account', accounts),
      insertRows('post', posts),
      ...(roster.length > 0 ? [insertRows('roster', roster)] : []),
      ...(deputies.length > 0 ? [insertRows('deputy', deputies), insertRows('hand_over', handOvers)] : []),
      ...(boards.length > 0 ? [insertRows('notice_board', boards)] : []),
      ...append(house.keys, 'audit', head, {
        id: uuidv7(),
        accountId: null,
        verb: 'district.load',
        subject: county,
        facts: { areas: areas.length, accounts: accounts.length },
        at: house.clock.wall(),
      }),
      ...['area', 'unit', 'account', 'post'].map((kind) =>
        change({ kind, id: county, version: 1, areaCode: county, at: now }),
      ),
    )
  })
}
