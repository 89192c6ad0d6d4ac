import pg from 'pg'

/** A plain connection in UTC, as the owner of the database. */
export async function openConnection(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC -c jit=off' })
  await client.connect()
  return client
}
