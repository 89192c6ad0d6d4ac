import type { HandOverView, HeldPost, OneTimePassword, PostPage } from '@linli/contract/identity/admin.schemas.ts'
import type { AccountPage, AccountView, HandOver } from '@linli/contract/identity/schemas.ts'
import { newId } from '@linli/ui/api/id.ts'
import { request } from '@linli/ui/api/request.ts'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'

export type Account = Static<typeof AccountView>
export type Held = Static<typeof HeldPost>
export type Handed = Static<typeof OneTimePassword>
export type Preview = Static<typeof HandOverView>
export type { HandOver }

export type AccountFilter = { q?: string; state?: string; role?: string }

export const accountsQuery = (filter: AccountFilter) =>
  infiniteQueryOptions({
    queryKey: ['accounts', filter],
    queryFn: ({ pageParam, signal }) =>
      request<Static<typeof AccountPage>>('/api/accounts', {
        query: { ...filter, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

/** Some who fit what was typed, for choosing a successor. */
export const findAccountsQuery = (q: string) =>
  queryOptions({
    queryKey: ['accounts', 'find', q],
    queryFn: ({ signal }) =>
      request<Static<typeof AccountPage>>('/api/accounts', { query: { q, state: 'active', limit: 8 }, signal }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  })

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => request<Account>(`/api/accounts/${id}`, { signal }),
  })

export const postsOfQuery = (account: string) =>
  queryOptions({
    queryKey: ['accounts', 'posts', account],
    queryFn: ({ signal }) => request<Static<typeof PostPage>>('/api/posts', { query: { account, limit: 100 }, signal }),
  })

export type PostFilter = { under?: string; role?: string; on?: string }

export const postsQuery = (filter: PostFilter) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'posts', filter],
    queryFn: ({ pageParam, signal }) =>
      request<Static<typeof PostPage>>('/api/posts', { query: { ...filter, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

export const handOverQuery = (id: string, post: string | null) =>
  queryOptions({
    queryKey: ['accounts', 'hand-over', id, post],
    queryFn: ({ signal }) => request<Preview>(`/api/accounts/${id}/hand-over`, { query: { post }, signal }),
    staleTime: 0,
  })

export const areaNameQuery = (code: string) =>
  queryOptions({
    queryKey: ['areas', 'name', code],
    queryFn: ({ signal }) => request<{ code: string; name: string }>(`/api/areas/${code}`, { signal }),
    enabled: /^\d{6,18}$/.test(code),
    retry: false,
  })

export type NewAccount = { username: string; name: string; workNumber?: string; phone?: string }
export const putAccount = (id: string, body: NewAccount) =>
  request<{ id: string }>(`/api/accounts/${id}`, { method: 'PUT', body })

const act =
  <T>(verb: string) =>
  ({ id, version }: Account, fields: object = {}) =>
    request<T>(`/api/accounts/${id}/${verb}`, { method: 'POST', body: { version, ...fields } })

export const unlockAccount = act('unlock')
export const disableAccount = act('disable')
export const enableAccount = act('enable')
export const resetPassword = act<Handed>('reset-password')
export const resetOtp = act('reset-otp')
export const endAllSessions = ({ id }: Account) =>
  request<{ ended: number }>(`/api/accounts/${id}/sessions`, { method: 'DELETE' })

export type NewPost = { account: string; role: string; area?: string; unit?: string; from: string; to?: string }
export const givePost = (body: NewPost) => request(`/api/posts/${newId()}`, { method: 'PUT', body })
export const endPost = ({ id, version }: Held, to: string, handOver: HandOver) =>
  request(`/api/posts/${id}/end`, { method: 'POST', body: { to, version, handOver } })
