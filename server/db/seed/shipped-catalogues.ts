// The catalogues that come with the product: the national list in full, and the extension for what it leaves out. Older
// editions lie beside them (db/catalogue/older), to be loaded by whoever has incidents filed under them.
import { readFileSync } from 'node:fs'
import { shippedProcedures } from '@linli/contract/incident/procedures/shipped.ts'
import type { Catalogue } from '@linli/contract/matter/catalogue-file.ts'
import { readCatalogue } from '#modules/matter/catalogue-read.ts'

const files = ['gbt-47678-5-2026.csv', 'extension-2026.csv'] as const

export function shippedCatalogues(): Catalogue[] {
  return files.map((file) => {
    const checked = readCatalogue(readFileSync(new URL(`../catalogue/${file}`, import.meta.url)), {
      procedures: shippedProcedures.map(({ key }) => key),
    })
    if (!checked.ok) throw new Error(`The shipped catalogue ${file} has faults: ${JSON.stringify(checked.report[0])}`)
    return checked.catalogue
  })
}
