// Opens what the server stands on, in order, and says in one line what is wrong when something is.
import type { Config } from './config.ts'
import { openEmbeddedFolder } from './platform/embedded.ts'
import type { Engine } from './platform/engine.ts'
import { openPostgres } from './platform/engine-postgres.ts'
import { MigrationError, migrate } from './platform/migrate.ts'

/** A reason not to start that the person who started it can mend. */
export class CannotStart extends Error {}

export async function openEngine(config: Config, log: (line: string) => void): Promise<Engine> {
  if (!config.databaseUrl) return openEmbeddedFolder(config.dataDir, log)
  const engine = openPostgres(config.databaseUrl, config.poolSize)
  try {
    await migrate(engine, log)
    return engine
  } catch (error) {
    await engine.close()
    if (error instanceof MigrationError) throw error
    const where = new URL(config.databaseUrl)
    throw new CannotStart(
      `DATABASE_URL: no database at ${where.hostname}:${where.port || 5432}${where.pathname}: ${(error as Error).message}. Check address, name and password; nothing was changed.`,
      { cause: error },
    )
  }
}
