// Settings of the place for files: what each address means, and what is said of a wrong one. No database, no network.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '#src/config.ts'
import { readFilesPlace } from './files-place.ts'

const s3 = { kind: 's3', bucket: 'evidence', prefix: '', endpoint: null, region: 'us-east-1', style: 'path' }

test.each([
  ['file:///srv/linli/files', { kind: 'folder', folder: '/srv/linli/files' }],
  ['s3://evidence?region=cn-north-1', { ...s3, region: 'cn-north-1', style: 'virtual' }],
  ['s3://evidence?endpoint=http://127.0.0.1:9000', { ...s3, endpoint: 'http://127.0.0.1:9000' }],
  [
    's3://evidence/a/b/?endpoint=https://s3.example&region=r',
    { ...s3, prefix: 'a/b/', endpoint: 'https://s3.example', region: 'r' },
  ],
  [
    's3://evidence?endpoint=https://oss.example&style=virtual',
    { ...s3, endpoint: 'https://oss.example', style: 'virtual' },
  ],
])('%s', (text, place) => {
  expect(readFilesPlace(text)).toEqual(place)
})

test.each([
  ['/srv/files', /file:\/\/\/.*s3:/],
  ['s3://evidence', /neither where the storage is/],
  ['s3://key:word@evidence?region=r', /a key does not belong in the address/],
  ['s3://evidence?region=r&secret=word', /not "secret"/],
  ['s3://E_1?region=r', /no name of a bucket/],
  ['s3://evidence?endpoint=minio:9000', /bare address/],
  ['s3://evidence?endpoint=http://minio:9000/console', /bare address/],
  ['s3://evidence/../other?region=r', /./],
  ['s3://evidence?region=r&style=old', /path or virtual/],
  ['file://server/share', /./],
])('%s is refused in words that do not repeat a secret', (text, words) => {
  let said = ''
  try {
    const place = readFilesPlace(text)
    // Dots are resolved by the standard before anybody sees them; what matters is that they lead nowhere else.
    expect(place).toMatchObject({ kind: 's3', bucket: 'evidence', prefix: 'other/' })
    return
  } catch (error) {
    said = (error as Error).message
  }
  expect(said).toMatch(words)
  expect(said).not.toContain('word')
})

test('the key comes from a file of two words, and neither is ever shown', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-key-'))
  const file = (text: string) => {
    writeFileSync(join(folder, 'key'), text)
    return { FILES_URL: 's3://evidence?region=r', FILES_KEY_FILE: join(folder, 'key') }
  }
  try {
    expect(readConfig(file('AKID\nthe-secret\n')).filesKey).toEqual({ id: 'AKID', secret: 'the-secret' })
    for (const text of ['', 'AKID', 'AKID the-secret and more']) {
      expect(() => readConfig(file(text))).toThrow(/FILES_KEY_FILE: .*one a line/)
      expect(() => readConfig(file(text))).not.toThrow(/the-secret/)
    }
    const environment = {
      FILES_URL: 's3://evidence?region=r',
      AWS_ACCESS_KEY_ID: 'A',
      AWS_SECRET_ACCESS_KEY: 'the-secret',
    }
    expect(JSON.stringify(readConfig(environment).shown)).not.toContain('the-secret')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
