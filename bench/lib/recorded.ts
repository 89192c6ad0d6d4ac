// The floor of writing: the very statements that a request sends to the database, in the same trips, by `pg` in pipeline mode on as many
// connections, each time as other things under other ids. What lies between the two is the server's own work: HTTP, checking, the
// interpreter, the chain, the answer.
import { v7 as uuidv7 } from 'uuid'
import { openPostgres } from '../../server/src/platform/engine-postgres.ts'
import type { Statement } from '../../server/src/platform/sql.ts'
import type { BenchCity } from './city.ts'
import { poolSize, type Recorded } from './house.ts'

export interface WriteFloor {
  /** Statements of each trip. */
  trips: readonly number[]
  once(): Promise<void>
  close(): Promise<void>
}

/** `play` sends the requests of one incident through `record` and gives its id. */
export async function openWriteFloor(
  city: BenchCity,
  play: (record: (request: Recorded) => Promise<string>) => Promise<string>,
): Promise<WriteFloor> {
  const trips: Statement[][] = []
  const id = await play(async (request) => {
    const { trips: sent, body } = await city.house.recordAnswer(request)
    trips.push(...sent)
    return body
  })
  const [row] = await city.ask(`select number, intake_no from incident where id = '${id}'`)
  const made = await city.ask(
    `select id from message where incident_id = '${id}' union all select id from receipt where target = '${id}' and id <> '${id}'`,
  )
  const own = { id, number: String(row!.number), intakeNo: String(row!.intake_no), made: made.map((r) => String(r.id)) }
  const engine = openPostgres(city.database.url, poolSize)
  let nth = 0
  return {
    trips: trips.map((t) => t.length),
    async once() {
      const renew = renewed(own, ++nth)
      const connection = await engine.connect()
      try {
        for (const statements of trips)
          await connection.batch(statements.map((s) => ({ ...s, values: s.values.map(renew) })))
      } finally {
        connection.release()
      }
    },
    close: () => engine.close(),
  }
}

interface Own {
  id: string
  number: string
  intakeNo: string
  made: readonly string[]
}

/** Another incident each time: ids, number and place in the intake are its own, everything else is as it was. */
function renewed({ id, number, intakeNo, made }: Own, nth: number): (value: unknown) => unknown {
  const others = new Map([id, ...made].map((known) => [known, uuidv7()]))
  return (value) => {
    if (typeof value !== 'string') return value
    let text = value.replaceAll(number, `F${process.pid}-${nth}`)
    text = text.replace(`"intake_no":${intakeNo},`, `"intake_no":${2_000_000_000 + nth},`)
    for (const [known, other] of others) if (text.includes(known)) text = text.replaceAll(known, other)
    return text
  }
}
