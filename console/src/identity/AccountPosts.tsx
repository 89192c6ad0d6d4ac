import { Button } from '@linli/ui/components/Button.tsx'
import { Card } from '@linli/ui/components/Card.tsx'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { TextField } from '@linli/ui/components/Field.tsx'
import { Skeleton } from '@linli/ui/components/States.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDate } from '@linli/ui/i18n/format.ts'
import { Refusal } from '@linli/ui/identity/Refusal.tsx'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useWords } from '../app/words.ts'
import { GivePostForm } from './GivePostForm.tsx'
import { HandOverFields } from './HandOverFields.tsx'
import { type Account, endPost, type HandOver, type Held, postsOfQuery } from './staff.api.ts'

/** Posts of one account, ended ones too; giving another. */
export function AccountPosts({ account }: { account: Account }) {
  const { t } = useWords()
  const posts = useQuery(postsOfQuery(account.id))
  const [ending, setEnding] = useState<Held | null>(null)
  const [isGiving, setGiving] = useState(false)
  return (
    <Card title={t('staff.posts')}>
      {posts.isPending && <Skeleton lines={2} />}
      {posts.error && <ProblemState error={posts.error} onRetry={() => posts.refetch()} />}
      {posts.data?.items.length === 0 && <p>{t('staff.posts.none')}</p>}
      <ul className="staff-list">
        {posts.data?.items.map((post) => (
          <PostRow key={post.id} post={post} onEnd={() => setEnding(post)} />
        ))}
      </ul>
      {isGiving ? (
        <GivePostForm account={account.id} onDone={() => setGiving(false)} onCancel={() => setGiving(false)} />
      ) : (
        <Button onClick={() => setGiving(true)}>{t('staff.posts.give')}</Button>
      )}
      {ending && <EndPostDialog post={ending} onClose={() => setEnding(null)} />}
    </Card>
  )
}

export function usePostName(): (post: Pick<Held, 'roleName' | 'unitName' | 'areaName'>) => string {
  const { locale } = useWords()
  return ({ roleName, unitName, areaName }) =>
    [locale === 'en' ? roleName.en : roleName.zh, unitName ?? areaName].filter(Boolean).join(' · ')
}

function PostRow({ post, onEnd }: { post: Held; onEnd(): void }) {
  const { t } = useWords()
  const name = usePostName()(post)
  const today = formatDate(useNow())
  const isOver = post.to !== null && post.to < today
  const period = post.to
    ? t('staff.posts.period', { from: post.from, to: post.to })
    : t('staff.posts.since', { from: post.from })
  return (
    <li>
      <span>
        {name}
        <small>{period}</small>
      </span>
      {!isOver && (
        <Button aria-label={t('staff.posts.endOf', { post: name })} onClick={onEnd}>
          {t('staff.posts.end')}
        </Button>
      )}
    </li>
  )
}

function EndPostDialog({ post, onClose }: { post: Held; onClose(): void }) {
  const { t } = useWords()
  const toast = useToast()
  const client = useQueryClient()
  const [to, setTo] = useState(formatDate(useNow()))
  const [reason, setReason] = useState('')
  const [handOver, setHandOver] = useState<HandOver>({})
  const [isTried, setTried] = useState(false)
  const name = usePostName()(post)
  const ending = useMutation({
    mutationFn: () => endPost(post, to, handOver.force ? { ...handOver, reason: reason.trim() } : handOver),
    onSuccess: async () => {
      toast(t('staff.posts.ended', { day: to }))
      onClose()
      await client.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
  const needsReason = handOver.force === true
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (to !== '' && !(needsReason && reason.trim() === '')) ending.mutate()
  }
  return (
    <Dialog open title={t('staff.posts.endOf', { post: name })} onClose={onClose} width={520}>
      <form className="staff-form" onSubmit={submit} noValidate>
        <Refusal error={ending.error} />
        <TextField
          label={t('staff.posts.to')}
          required
          type="date"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
        <HandOverFields account={post.account.id} post={post.id} value={handOver} onChange={setHandOver} />
        {needsReason && (
          <TextField
            label={t('staff.reason')}
            required
            hint={t('staff.reason.hint')}
            error={isTried && reason.trim() === '' ? t('staff.fill') : null}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        <div className="staff-row">
          <Button kind="danger" type="submit" busy={ending.isPending}>
            {t('staff.posts.end')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('staff.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
