// `npm run dev`: the demonstration with the server started anew and the pages rebuilt when a file changes. One terminal, one
// address: the pages come from the server as in real use, so nothing works here that would not work there.
import { join } from 'node:path'
import { ensureFronts, listFronts, viteFile } from './fronts.mjs'
import { run } from './run.mjs'

/** @type {import('./verbs.mjs').Verb} */
export async function develop({ root, node, args }) {
  await ensureFronts(root, node)
  const watchers = listFronts(root).map((door) =>
    run(node, [viteFile(root), 'build', '--watch', '--logLevel', 'warn'], {
      cwd: join(root, door),
      node,
      stdio: ['ignore', 2, 2],
    }),
  )
  const server = run(node, ['--watch', 'server/src/main.ts', '--demo', ...args], { cwd: root, node })
  const code = await Promise.race([server, ...watchers])
  // The others would keep the terminal: the same signal that Ctrl-C gives ends them.
  process.kill(process.pid, 'SIGTERM')
  await Promise.all([server, ...watchers])
  return code
}
