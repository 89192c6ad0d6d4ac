// vt-pbf brings no types: the one function that is used.
declare module 'vt-pbf' {
  interface VtPbf {
    fromGeojsonVt(
      layers: Record<string, import('geojson-vt').LegacyTile>,
      options?: { version?: number; extent?: number },
    ): Uint8Array
  }
  const vtPbf: VtPbf
  export default vtPbf
}
