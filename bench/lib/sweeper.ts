// A sweeper as a process of its own: waits until it is told to go, takes everything that is due at the given instant, says how much that
// was. Run as: node bench/lib/sweeper.ts DATABASE_URL INSTANT
import { once } from 'node:events'
import { sweep } from '../../server/src/modules/incident/sweep.ts'
import { openQuietHouse } from '../city/stage.ts'
import { benchKey } from './house.ts'

const [url, instant] = process.argv.slice(2)
const now = Number(instant)
const app = await openQuietHouse(url!, benchKey, now)
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const start = performance.now()
const taken = await sweep(app.house, now)
process.stdout.write(`${JSON.stringify({ taken, ms: Math.round(performance.now() - start) })}\n`)
await app.close()
process.exit(0)
