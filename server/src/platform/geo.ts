/** Degrees to about a centimetre: finer ones say nothing, and the trigonometry of the database fails at the finest. */
export const toCentimetre = (degrees: number): number => Math.round(degrees * 1e7) / 1e7
