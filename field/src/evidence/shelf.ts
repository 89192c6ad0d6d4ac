import { newId } from '@linli/ui/api/id.ts'
import { useEffect, useState } from 'react'
import { filesInDrafts } from '../app/draft.ts'
import { outbox } from '../outbox/here.ts'
import type { KeptFile } from '../outbox/keep.ts'
import { prepareFile } from './prepare.ts'

/** Puts photos on the phone's shelf, from where the outbox takes them when the form that names them is sent. */
export async function shelve(account: string, files: readonly File[]): Promise<string[]> {
  const ids: string[] = []
  for (const file of files) {
    const ready = await prepareFile(file)
    const id = newId()
    await outbox.files.put({ id, account, blob: ready, name: ready.name, addedAt: new Date().toISOString() })
    ids.push(id)
  }
  return ids
}

/** Takes a photo off the shelf, unless something that was not sent yet needs it: the form may still be given up. */
export async function unshelve(id: string): Promise<void> {
  if (!(await outbox.filesNamed()).includes(id)) await outbox.files.drop(id)
}

export type ShelvedFile = { id: string; name: string; type: string; url: string }

/** Files of the shelf to look at, in the order of the ids; what is not there any more is left out. */
export function useShelved(ids: readonly string[]): ShelvedFile[] {
  const [shown, setShown] = useState<ShelvedFile[]>([])
  const key = ids.join(' ')
  useEffect(() => {
    let isOver = false
    let made: ShelvedFile[] = []
    const wanted = key === '' ? [] : key.split(' ')
    void Promise.all(wanted.map((id) => outbox.files.get(id))).then((files) => {
      if (isOver) return
      made = files.flatMap((file) => (file ? [shownOf(file)] : []))
      setShown(made)
    })
    return () => {
      isOver = true
      for (const { url } of made) URL.revokeObjectURL(url)
    }
  }, [key])
  return shown
}

const shownOf = ({ id, name, blob }: KeptFile): ShelvedFile => ({
  id,
  name,
  type: blob.type,
  url: URL.createObjectURL(blob),
})

const keptMs = 24 * 3_600_000

/** Photos of drafts that were given up go after a day; whatever a draft or an item still names stays, whose ever it is. */
export async function tidyShelf(): Promise<void> {
  const named = new Set([...filesInDrafts(), ...(await outbox.filesNamed())])
  for (const { id, addedAt } of await outbox.files.all()) {
    if (!named.has(id) && Date.now() - Date.parse(addedAt) > keptMs) await outbox.files.drop(id)
  }
}
