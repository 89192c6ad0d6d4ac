import { expect, test } from 'vitest'
import { clearDraft, filesInDrafts, readDraft, writeDraft } from './draft.ts'

/** A browser's storage, as far as drafts use it. */
function storage(): Storage {
  const things = new Map<string, string>()
  return {
    get length() {
      return things.size
    },
    key: (at) => [...things.keys()][at] ?? null,
    getItem: (key) => things.get(key) ?? null,
    setItem: (key, value) => void things.set(key, value),
    removeItem: (key) => void things.delete(key),
    clear: () => things.clear(),
  }
}

test('a draft is there until it is cleared, each under its own key', () => {
  const store = storage()
  writeDraft('a.report', { words: '井盖' }, store)
  writeDraft('b.report', { words: '路灯' }, store)
  clearDraft('b.report', store)
  expect(readDraft('a.report', store)).toEqual({ words: '井盖' })
  expect(readDraft('b.report', store)).toBeNull()
})

test('what is no draft any more counts as none', () => {
  const store = storage()
  for (const text of ['{', 'null', '3', '"x"']) {
    store.setItem('linli.field.draft.a.report', text)
    expect(readDraft('a.report', store)).toBeNull()
  }
})

test('photos that any draft names are known, and nothing else of the storage is looked at', () => {
  const store = storage()
  const [one, two] = ['01930000-0000-7000-8000-000000000001', '01930000-0000-7000-8000-000000000002']
  writeDraft('a.report', { photos: [one], words: '4 个' }, store)
  writeDraft('b.act.x.finish', { evidence: [two] }, store)
  store.setItem('other', '01930000-0000-7000-8000-000000000003')
  expect(filesInDrafts(store)).toEqual(new Set([one, two]))
})
