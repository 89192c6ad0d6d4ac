// Where finished files are to lie, as the settings say it: a folder, or a bucket of an S3 storage. The bucket's address carries all
// but the key, and a key in it is refused: addresses end up in shell histories and on screens.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export type FilesPlace =
  | { kind: 'folder'; folder: string }
  | {
      kind: 's3'
      bucket: string
      /** '' or a path that ends in a slash. */
      prefix: string
      /** Null: the service that the protocol comes from. */
      endpoint: string | null
      region: string
      /** How the bucket is named to the endpoint: in the path, or as the first part of the host. */
      style: 'path' | 'virtual'
    }

export interface FilesKey {
  id: string
  secret: string
}

/** Null = unset. Throws words that say what is wrong and what to write instead. */
export function readFilesPlace(text: string): FilesPlace | null {
  if (text === '') return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'file:') return { kind: 'folder', folder: folderOf(url) }
  if (url?.protocol !== 's3:')
    throw new Error(
      'starts with neither file:/// (a folder) nor s3:// (s3://BUCKET/PREFIX?endpoint=https://…&region=…)',
    )
  if (url.username || url.password)
    throw new Error('a key does not belong in the address; put it into a file and name that in FILES_KEY_FILE')
  // The words of an unknown part are not repeated: somebody may have put the secret there.
  const unknown = [...url.searchParams.keys()].find((name) => !['endpoint', 'region', 'style'].includes(name))
  if (unknown !== undefined)
    throw new Error(
      `knows endpoint, region and style, but not ${JSON.stringify(unknown.slice(0, 40))}; a key goes into FILES_KEY_FILE`,
    )
  const bucket = decodeURIComponent(url.hostname)
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new Error(
      `${JSON.stringify(bucket)} is no name of a bucket: 3 to 63 of a-z, 0-9, dot and dash, as in s3://evidence/linli`,
    )
  const endpoint = endpointOf(url.searchParams.get('endpoint'))
  const region = url.searchParams.get('region')
  if (!endpoint && !region)
    throw new Error('says neither where the storage is (endpoint=https://…) nor in which region (region=…)')
  const style = url.searchParams.get('style') ?? (endpoint ? 'path' : 'virtual')
  if (style !== 'path' && style !== 'virtual') throw new Error('style is path or virtual')
  // `us-east-1` is what storages without regions of their own expect.
  return { kind: 's3', bucket, prefix: prefixOf(url), endpoint, region: region ?? 'us-east-1', style }
}

function folderOf(url: URL): string {
  try {
    return fileURLToPath(url)
  } catch {
    throw new Error('is no folder of this machine; write file:/// and the whole path, as in file:///srv/linli/files')
  }
}

function prefixOf(url: URL): string {
  const parts = decodeURIComponent(url.pathname)
    .split('/')
    .filter((part) => part !== '')
  if (parts.some((part) => part === '.' || part === '..')) throw new Error('the prefix may not hold . or ..')
  return parts.map((part) => `${part}/`).join('')
}

function endpointOf(text: string | null): string | null {
  if (text === null) return null
  const url = URL.canParse(text) ? new URL(text) : null
  const isBare = url && url.pathname === '/' && !url.search && !url.username && !url.password
  if (!isBare || !/^https?:$/.test(url.protocol))
    throw new Error('endpoint is the bare address of the storage, as in endpoint=http://127.0.0.1:9000')
  return url.origin
}

/** Null = unset. The file: access key id, then secret access key, apart by white space. */
export function readFilesKey(path: string): FilesKey | null {
  if (path === '') return null
  let words: string[]
  try {
    words = readFileSync(path, 'utf8').trim().split(/\s+/)
  } catch {
    throw new Error(
      `${JSON.stringify(path)} cannot be read; it must hold access key id and secret access key, one a line`,
    )
  }
  const [id, secret, more] = words
  if (!id || !secret || more !== undefined)
    throw new Error(
      `${JSON.stringify(path)} must hold access key id and secret access key, one a line, and nothing else`,
    )
  return { id, secret }
}
