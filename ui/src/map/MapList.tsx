import type { Map as LibreMap } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { useText } from '../i18n/text.tsx'
import { type MapFeature, type MapLayer, styleId } from './layer.ts'
import { featureOf } from './usePointer.ts'

type Entry = { key: string; text: string; feature: MapFeature; click: MapLayer['click'] }

const longest = 60

/** The twin of the map for who cannot see or point at it: what is in view, with the same click. */
export function MapList({ map, layers }: { map: LibreMap | null; layers: readonly MapLayer[] }) {
  const { t } = useText()
  const [entries, setEntries] = useState<Entry[]>([])
  useEffect(() => {
    if (!map) return
    const read = () => setEntries(readEntries(map, layers))
    map.on('idle', read)
    return () => {
      map.off('idle', read)
    }
  }, [map, layers])
  return (
    <details className="ll-map-list">
      <summary>{t('ui.map.list', { count: entries.length })}</summary>
      {entries.length === 0 && <p>{t('ui.map.listEmpty')}</p>}
      <ul>
        {entries.map((entry) => (
          <li key={entry.key}>
            {entry.click ? (
              <button type="button" onClick={() => entry.click?.(entry.feature)}>
                {entry.text}
              </button>
            ) : (
              entry.text
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

function readEntries(map: LibreMap, layers: readonly MapLayer[]): Entry[] {
  const entries = new Map<string, Entry>()
  // What the page added is named first, the ground after it.
  for (const layer of [...layers].reverse()) {
    if (!layer.list) continue
    const ids = layer.style.map((_, at) => styleId(layer, at)).filter((id) => map.getLayer(id))
    for (const found of ids.length === 0 ? [] : map.queryRenderedFeatures({ layers: ids })) {
      const text = layer.list(found.properties)
      const feature = featureOf(found, map.getCenter())
      const key = `${layer.id}/${feature.id || text}`
      if (text && !entries.has(key) && entries.size < longest)
        entries.set(key, { key, text, feature, click: layer.click })
    }
  }
  return [...entries.values()]
}
