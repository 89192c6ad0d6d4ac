import { DownOutlined } from '@ant-design/icons'
import type { Me } from '@linli/contract/identity/schemas.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Popover } from 'antd'
import { signOut } from '../identity/identity.api.ts'
import { clearDrafts } from '../incident/draft.ts'
import { base, paths } from '../paths.ts'
import { RouteLink } from './RouteLink.tsx'
import { useWords } from './words.ts'

/** My name, my posts (own ones and those I stand in for), and the way out. */
export function AccountMenu({ me }: { me: Me }) {
  const { t } = useWords()
  const leaving = useMutation({
    mutationFn: signOut,
    onSettled: () => {
      clearDrafts()
      location.assign(base + paths.signIn())
    },
  })
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="account-menu">
          <h2>{t('shell.account')}</h2>
          <PostList me={me} />
          <p>
            <RouteLink to={paths.security()}>{t('security.title')}</RouteLink>
          </p>
          <Button block loading={leaving.isPending} onClick={() => leaving.mutate()}>
            {t('shell.signOut')}
          </Button>
        </div>
      }
    >
      <Button type="text" className="account-button" aria-haspopup="dialog">
        <span className="account-face" aria-hidden="true">
          {me.account.name.slice(0, 1)}
        </span>
        <span className="account-name">
          {me.account.name}
          <small>{firstPlace(me)}</small>
        </span>
        <DownOutlined aria-hidden="true" />
      </Button>
    </Popover>
  )
}

function PostList({ me }: { me: Me }) {
  const { t, locale } = useWords()
  return (
    <ul className="account-posts">
      {me.posts.map((post) => (
        <li key={post.id}>
          <strong>{locale === 'en' ? post.roleName.en : post.roleName.zh}</strong>
          <span>{[post.areaName, post.unitName].filter(Boolean).join(' · ')}</span>
          {post.onBehalfOf && <em>{t('shell.onBehalf', { name: post.onBehalfOf.name })}</em>}
        </li>
      ))}
    </ul>
  )
}

function firstPlace({ posts: [post] }: Me): string | null {
  return post ? (post.unitName ?? post.areaName) : null
}
