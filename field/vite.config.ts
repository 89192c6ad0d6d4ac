import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = 'http://127.0.0.1:7300'

export default defineConfig({
  base: '/field/',
  plugins: [react()],
  worker: { format: 'es' },
  // The server answers what is not a file of the door; while developing it runs beside this one.
  server: { proxy: { '/api': server, '/tiles': server } },
  build: {
    target: 'es2022',
    // A strict policy allows no `data:` scripts or styles; small files are files too.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'map', test: /node_modules[\\/](maplibre-gl|@maplibre|@mapbox)/, priority: 3 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
})
