// Every door through which somebody might learn of one incident, tried in turn. What a refusal test asserts is that the list is
// empty; what its success twin asserts is that the list is whole, so that a door that is broken for everybody is noticed.
import { sql } from '#platform/sql.ts'
import type { World } from './authz-world.ts'
import type { TestHouse } from './db.ts'
import type { Person } from './http.ts'
import { readTile, tileAt } from './tiles.ts'

type Found = { id: string; incident?: string }

/** Names of the doors that show `world.held`, its words, its people or its photo to `by`. */
export async function doorsOf(by: Person, { held, photo, place }: World): Promise<string[]> {
  const lists = async (url: string) => {
    const { body } = await by.get(url)
    return ((body?.items ?? []) as Found[]).some((i) => i.id === held.id || i.incident === held.id)
  }
  const opens = async (url: string) => (await by.get(url)).status === 200
  const box = [place.lng - 0.01, place.lat - 0.01, place.lng + 0.01, place.lat + 0.01].join(',')
  const near = { matter: held.matter, location: place }
  const doors: Record<string, () => Promise<boolean>> = {
    list: () => lists('/api/incidents?limit=500'),
    'list by area': () => lists(`/api/incidents?limit=500&area=${held.area}`),
    'list by due': () => lists('/api/incidents?limit=500&sort=due'),
    'list by place': () => lists(`/api/incidents?limit=500&bbox=${box}`),
    'list by holder': () => lists(`/api/incidents?limit=500&holder=${held.holder!.id}`),
    count: async () => ((await by.get('/api/incidents?count=true')).body?.total ?? 0) > 0,
    'search by number': () => lists(`/api/incidents?q=${held.number}`),
    'search by words': () => lists(`/api/incidents?q=${encodeURIComponent(held.description.slice(0, 4))}`),
    view: () => opens(`/api/incidents/${held.id}`),
    integrity: () => opens(`/api/incidents/${held.id}/integrity`),
    duplicates: () => opens(`/api/incidents/${held.id}/duplicates`),
    'likely duplicates': async () =>
      JSON.stringify((await by.post('/api/incidents/duplicates', near)).body).includes(held.id),
    mark: async () =>
      (await readTile(by, 'incidents', tileAt(place, 15))).things.some((t) => t.properties.id === held.id),
    'mark from afar': async () => (await readTile(by, 'incidents', tileAt(place, 9))).things.length > 0,
    file: () => opens(`/api/files/${photo}`),
    thumb: () => opens(`/api/files/${photo}?size=thumb`),
    message: () => lists('/api/messages?limit=500'),
    contact: async () =>
      (await by.post(`/api/reports/${held.reports[0]!.id}/reveal`, { purpose: '电话回访' })).status === 200,
  }
  const open: string[] = []
  for (const [name, tried] of Object.entries(doors)) if (await tried()) open.push(name)
  return open
}

/** What somebody hears on /api/live while `work` goes on. */
export async function heardBy(app: TestHouse, by: Person, work: () => Promise<unknown>): Promise<string> {
  const reply = await app.http.inject({
    method: 'GET',
    url: '/api/live',
    headers: { authorization: `Bearer ${by.token}` },
    payloadAsStream: true,
  })
  let text = ''
  const stream = reply.stream().on('data', (piece) => {
    text += String(piece)
  })
  await work()
  await settleFeed(app)
  await app.live.told()
  await new Promise((resolve) => setImmediate(resolve))
  stream.destroy()
  return text
}

/** All that was written has passed through the change feed: other databases of the same server can hold its horizon back. */
export async function settleFeed(app: TestHouse): Promise<void> {
  for (let i = 0; i < 200; i++) {
    const isOver = await isThrough(app)
    await app.changes.drain()
    if (isOver) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('the change feed does not come to rest')
}

async function isThrough(app: TestHouse): Promise<boolean> {
  const [[row]] = await app.house.db.transaction('linli_job', (tx) =>
    tx.commit(
      sql<{
        isThrough: boolean
      }>`select not exists (select from change where txid >= pg_snapshot_xmin(pg_current_snapshot())) as is_through`,
    ),
  )
  return row!.isThrough
}
