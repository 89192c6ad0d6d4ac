// Many steps due at once: one that cannot be taken holds up none of the others, whoever it is that refuses.
import { beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { cast, reported } from '#test/given.ts'
import { type Person, signIn } from '#test/http.ts'
import { sweep } from './sweep.ts'

const hour = 3_600_000
const others = 12

let app: TestHouse
let worker: Person
let ids: string[]
beforeEach(async () => {
  app = await testHouse()
  await app.reset()
  worker = await cast(app).as('worker7')
  ids = []
  for (let i = 0; i <= others; i++) ids.push((await reported(app, worker)).id)
})

const run = (text: string) => asOwner(app, sql<{ id: string; n: number }>`${sql.raw(text)}`)
const reminded = async () =>
  (await run(`select incident_id as id from incident_action where action = 'remind' order by 1`)).map((r) => r.id)
/** An hour after the report the first reminder is due, and nothing else. */
const due = () => app.clock.now() + 1.1 * hour

describe('a step that fails stays due and is logged; the others are taken, each once', () => {
  test('refused by the interpreter: its procedure is not there', async () => {
    const broken = ids[5]!
    await run(`update incident set procedure_version = procedure_version + 100 where id = '${broken}'`)
    expect(await sweep(app.house, due())).toBe(others)
    expect(await reminded()).toEqual(ids.filter((id) => id !== broken).sort())
    await run(`update incident set procedure_version = procedure_version - 100 where id = '${broken}'`)
    expect(await sweep(app.house, due())).toBe(1)
    expect(await reminded()).toEqual(ids.toSorted())
  })

  test('refused by the database: its history cannot be written', async () => {
    const broken = ids[5]!
    await run(
      `alter table incident_action add constraint no_remind check (incident_id <> '${broken}' or action <> 'remind')`,
    )
    try {
      expect(await sweep(app.house, due())).toBe(others)
      expect(await reminded()).toEqual(ids.filter((id) => id !== broken).sort())
    } finally {
      await run('alter table incident_action drop constraint no_remind')
    }
    expect(await sweep(app.house, due())).toBe(1)
    const clerk = await signIn(app, 'clerk1')
    for (const id of ids)
      expect((await clerk.get(`/api/incidents/${id}/integrity`)).body).toMatchObject({ valid: true, actions: 2 })
  })

  test('in batches smaller than what is due', async () => {
    expect(await sweep(app.house, due(), 3)).toBe(others + 1)
    expect(await reminded()).toEqual(ids.toSorted())
    expect(await sweep(app.house, due())).toBe(0)
  })
})
