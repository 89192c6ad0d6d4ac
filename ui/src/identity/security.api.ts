import type { SecurityView, SessionView } from '@linli/contract/identity/security.schemas.ts'
import { request } from '../api/request.ts'

export type { SecurityView, SessionView }
export type Offer = { uri: string; secret: string }
export type Codes = { recoveryCodes: string[] }

/** One's own account, the same at every door. */
export const readSecurity = (signal?: AbortSignal) => request<SecurityView>('/api/me/security', { signal })
export const readSessions = (signal?: AbortSignal) => request<{ items: SessionView[] }>('/api/sessions', { signal })

export const changePassword = (current: string, password: string) =>
  request<{ ended: number }>('/api/me/password', { method: 'POST', body: { current, password } })
export const offerOtp = (password: string) => request<Offer>('/api/me/otp', { method: 'POST', body: { password } })
export const confirmOtp = (otp: string) => request<Codes>('/api/me/otp/confirm', { method: 'POST', body: { otp } })
export const removeOtp = (password: string) => request('/api/me/otp/remove', { method: 'POST', body: { password } })
export const renewCodes = (password: string) =>
  request<Codes>('/api/me/recovery-codes', { method: 'POST', body: { password } })
export const endSession = (id: string) => request(`/api/sessions/${id}`, { method: 'DELETE' })
export const endOtherSessions = () => request<{ ended: number }>('/api/sessions', { method: 'DELETE' })
