// The door behind every `npm run …`. It has no dependency and is written for the Node that people have (≥ 20.19): it makes
// sure that the locked packages are installed, finds Node 24 for the TypeScript of the server, builds what is stale and
// hands over. Everything that it says goes to standard error, since some commands print JSON on standard output.
// The version is looked at before anything else is loaded, so that an old Node gets a sentence and not a syntax error.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`linli: this is Node ${process.versions.node}; Node 20.19 or later is needed.\n`)
  process.exitCode = 1
} else {
  const { runVerb } = await import('./verbs.mjs')
  process.exitCode = await runVerb(process.argv[2], process.argv.slice(3))
}
