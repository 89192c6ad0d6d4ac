// npm run bench -- all: every measurement, one after the other, each a process of its own. With BENCH_KEEP the city is built once.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const names = [
  'city',
  'intake',
  'profile',
  'loop',
  'list',
  'locate',
  'tiles',
  'sweep',
  'sync',
  'spike',
  'alarm',
  'fuzz',
  'probes',
  'kills',
  'mixed',
]

const failed: string[] = []
for (const name of names) {
  const start = performance.now()
  const code = await new Promise<number>((resolve) => {
    const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
    // The pages stand in bench/results; here only what is going on.
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('exit', (ended) => resolve(ended ?? 1))
  })
  if (code !== 0) failed.push(name)
  const seconds = Math.round((performance.now() - start) / 1000)
  process.stderr.write(`${name}: ${code === 0 ? 'done' : `ended with ${code}`} in ${seconds} s\n\n`)
}
if (failed.length > 0) {
  process.stderr.write(`not as they should be: ${failed.join(', ')}\n`)
  process.exitCode = 1
}
