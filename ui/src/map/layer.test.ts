import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, test } from 'vitest'
import { groundLayers, incidentLayer, mapColours, nameLayers } from './ground.ts'
import { styleOf } from './layer.ts'

describe.each(['light', 'dark'] as const)('the %s map', (theme) => {
  const colours = mapColours[theme]
  const layers = [...groundLayers(colours), incidentLayer(colours), ...nameLayers(colours)]
  const style = styleOf(layers, colours.ground, 3, 'https://linli.example')

  test('is a valid style once it names where glyphs would come from', () => {
    // We draw all letters locally, so our style has no `glyphs`; the checker demands them for every text.
    expect(validateStyleMin({ ...style, glyphs: 'https://linli.example/{fontstack}/{range}.pbf' })).toEqual([])
  })

  test('reads each kind of tile once, by its own name, at the asked revision', () => {
    expect(Object.keys(style.sources).sort()).toEqual(['buildings', 'grids', 'incidents', 'roads', 'scenery'])
    expect(style.sources.incidents).toMatchObject({
      tiles: ['https://linli.example/tiles/incidents/{z}/{x}/{y}.mvt?r=3'],
    })
    for (const layer of style.layers.slice(1)) {
      expect(layer).toMatchObject({ source: (layer as { 'source-layer': string })['source-layer'] })
    }
  })
})

test('houses are read as public geography, incidents in the scope of whoever looks', () => {
  const { sources } = styleOf(groundLayers(mapColours.light), '#fff', 1, '')
  expect(sources.buildings).toMatchObject({ tiles: ['/tiles/public/buildings/{z}/{x}/{y}.mvt?r=1'] })
  expect(sources.grids).toMatchObject({ tiles: ['/tiles/grids/{z}/{x}/{y}.mvt?r=1'] })
})

test('a layer of our own making needs no tile and keeps its filter', () => {
  const style = styleOf(
    [
      {
        id: 'twins',
        source: { geojson: { type: 'FeatureCollection', features: [] } },
        filter: ['==', ['get', 'kind'], 'twin'],
        style: [{ type: 'circle', paint: { 'circle-radius': 4 } }],
      },
    ],
    '#ffffff',
    0,
    '',
  )
  expect(style.sources.twins).toMatchObject({ type: 'geojson' })
  expect(style.layers[1]).toMatchObject({ id: 'twins-0', source: 'twins', filter: ['==', ['get', 'kind'], 'twin'] })
})
