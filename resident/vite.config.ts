import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

/** Files are compressed once, as well as can be, and not at every request; the map is large, there nearly as well is quick. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    writeBundle({ dir = '' }, bundle) {
      const sizes = new Map<string, number>()
      for (const name of readdirSync(join(dir, 'assets'))) {
        if (!/\.(js|css)$/.test(name)) continue
        const path = join(dir, 'assets', name)
        const text = readFileSync(path)
        const quality = text.length > 200_000 ? 9 : constants.BROTLI_MAX_QUALITY
        const small = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
        writeFileSync(`${path}.br`, small)
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
        sizes.set(`assets/${name}`, small.length)
      }
      const bytes = firstLoad(bundle).reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0)
      if (bytes > budget) this.error(`the first load is ${bytes} bytes of scripts and styles; ${budget} are allowed`)
    },
  }
}

/** Of the 100 kB that a first visit on a cheap phone may cost; the rest is for the page itself. */
const budget = 60_000

/** Everything that some page asks for at once: all entries and what they import, not what they load later. */
function firstLoad(bundle: Rolldown.OutputBundle): string[] {
  const files = new Set<string>()
  const add = (name: string) => {
    const chunk = bundle[name]
    if (files.has(name) || chunk?.type !== 'chunk') return
    files.add(name)
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
    chunk.imports.forEach(add)
  }
  for (const [name, chunk] of Object.entries(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) add(name)
  return [...files]
}

const entries = ['main', 'report', 'follow', 'grid']

// There is no index.html: the server makes the pages and finds the files through the manifest.
export default defineConfig({
  plugins: [compressed()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    manifest: true,
    // A strict policy allows no `data:` scripts or styles; small files are files too.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: Object.fromEntries(entries.map((name) => [name, `src/browser/${name}.ts`])) },
  },
})
