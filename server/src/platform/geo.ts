/** Degrees to about a centimetre: finer ones say nothing, and the trigonometry of the database fails at the finest. */
export const toCentimetre = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/** Number of the field of some 170 m in which a point lies; place_cell of the database gives the same. */
export const placeCell = (lng: number, lat: number): number =>
  Math.floor((lat + 90) / 0.0015) * 200_000 + Math.floor((lng + 180) / 0.0018)
