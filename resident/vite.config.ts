import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

/** Files are compressed once, as well as can be, and not at every request; the map is large, there nearly as well is quick. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    writeBundle({ dir = '' }) {
      for (const name of readdirSync(join(dir, 'assets'))) {
        if (!/\.(js|css)$/.test(name)) continue
        const path = join(dir, 'assets', name)
        const text = readFileSync(path)
        const quality = text.length > 200_000 ? 9 : constants.BROTLI_MAX_QUALITY
        writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }))
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
      }
    },
  }
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
