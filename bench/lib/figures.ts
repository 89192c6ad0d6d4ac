export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

export const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )

export interface Spread {
  p50: number
  p95: number
  p99: number
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  return { p50: short(quantile(sorted, 0.5)), p95: short(quantile(sorted, 0.95)), p99: short(quantile(sorted, 0.99)) }
}

/** Three digits say enough of a measurement. */
export const short = (value: number): number => Number(value.toPrecision(3))

export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
