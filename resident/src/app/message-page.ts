import { page, type Visitor } from './page.ts'
import { errorPage } from './pieces.ts'
import { translator } from './translate.ts'

export interface Failure {
  status: number
  requestId?: string
  /** Seconds to wait, where that helps. */
  retryAfter?: number
}

/** What a visitor sees when something did not work: what happened, and what to do next. */
export function messagePage(visitor: Visitor, { status, requestId, retryAfter = 60 }: Failure): string {
  const t = translator(visitor.language)
  const known = ([400, 413, 429, 503] as const).find((one) => one === status) ?? 500
  const title =
    status === 404 || status === 429 || status === 503 ? t(`app.error.${status}.title`) : t('app.error.title')
  const text =
    status === 404 ? t('app.error.404.text') : t(`app.error.${known}.text`, { minutes: Math.ceil(retryAfter / 60) })
  // The script has kept what was written in the form; leading there is worth more than leading home.
  const isForm = visitor.here.startsWith('/report')
  const reference = known === 500 && status !== 404 ? requestId : undefined
  const body = errorPage(t, { title, text, reference, form: isForm ? '/report' : undefined })
  return page(visitor, { title: status === 404 ? 'app.error.404.title' : 'app.error.title', body })
}
