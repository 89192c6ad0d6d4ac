// The residents' pages as a browser without scripts sees them: forms posted, cookies kept, nothing signed in.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, pointIn } from '#test/given.ts'

let app: TestHouse
let people: Cast
let place: { lng: number; lat: number }
const grid = '990101001001007'

beforeAll(async () => {
  app = await testHouse()
  place = await pointIn(app, grid)
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
})

interface Shown {
  status: number
  text: string
  headers: Record<string, unknown>
}

let lastAddress = 0
/** A browser of its own address that keeps cookies and follows no redirects. */
function browser(headers: Record<string, string> = {}) {
  const jar = new Map<string, string>()
  const remoteAddress = `10.2.${++lastAddress >> 8}.${lastAddress & 255}`
  const ask = async (method: 'GET' | 'POST', url: string, payload?: string): Promise<Shown> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await app.http.inject({
      method,
      url,
      remoteAddress,
      payload,
      headers: {
        ...headers,
        ...(cookie && { cookie }),
        ...(payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    })
    for (const { name, value } of reply.cookies) value === '' ? jar.delete(name) : jar.set(name, value)
    return { status: reply.statusCode, text: reply.body, headers: reply.headers }
  }
  return {
    jar,
    get: (url: string) => ask('GET', url),
    post: (url: string, fields: Record<string, string> | string) =>
      ask('POST', url, typeof fields === 'string' ? fields : new URLSearchParams(fields).toString()),
  }
}

const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
const filled = (fields: Record<string, string> = {}) => ({
  matter: '06042',
  place: 'point',
  lng: String(place.lng),
  lat: String(place.lat),
  description: '垃圾桶三天没清了',
  do: 'send',
  ...fields,
})

/** Fills the form in and sends it; gives back what the page afterwards shows. */
async function sent(by: ReturnType<typeof browser>, fields: Record<string, string> = {}) {
  const empty = (await by.get('/report')).text
  const [id, nonce] = [hidden(empty, 'id'), hidden(empty, 'nonce')]
  const posted = await by.post('/report', filled({ id, nonce, ...fields }))
  expect(posted.status, posted.text).toBe(303)
  expect(posted.headers.location).toBe('/report/sent')
  const shown = (await by.get('/report/sent')).text
  const [number = '', secret = ''] = [...shown.matchAll(/class="code-large">([^<]+)</g)].map(([, code]) => code!)
  return { id, nonce, number, secret, shown }
}

async function closed(id: string, result = '已清运'): Promise<IncidentView> {
  const clerk = await people.as('clerk1')
  const worker = await people.as('worker7')
  let incident = (await clerk.get(`/api/incidents/${id}`)).body as IncidentView
  incident = await did(clerk, incident, 'accept')
  const team = (await clerk.get(`/api/units?under=${grid}&kind=team`)).body.items[0]
  incident = await did(clerk, incident, 'dispatch', { unit: team.id })
  incident = await did(worker, incident, 'sign')
  incident = await did(worker, incident, 'finish', { result })
  incident = (await clerk.get(`/api/incidents/${id}`)).body as IncidentView
  if (incident.state !== 'verified') incident = await did(clerk, incident, 'verify')
  return did(clerk, incident, 'close')
}

describe('the frame', () => {
  test('Chinese first; English by switch, kept; or where a browser asks for English alone', async () => {
    const by = browser()
    expect((await by.get('/')).text).toContain('<html lang="zh-CN">')
    expect((await by.get('/?lang=en')).text).toContain('<html lang="en">')
    expect((await by.get('/grid')).text).toContain('My grid')
    expect((await by.get('/grid?lang=zh')).text).toContain('我的网格')
    expect((await browser({ 'accept-language': 'en-GB,en;q=0.9' }).get('/')).text).toContain('<html lang="en">')
    expect((await browser({ 'accept-language': 'zh-CN,en;q=0.9' }).get('/')).text).toContain('<html lang="zh-CN">')
    expect((await by.get('/?lang=xx')).text).toContain('<html lang="zh-CN">')
  })

  test('large print is a link on the first page and stays', async () => {
    const by = browser()
    expect((await by.get('/')).text).toContain('href="/?size=large"')
    await by.get('/?size=large')
    expect((await by.get('/report')).text).toContain('data-size="large"')
    expect((await by.get('/report')).text).toContain('href="/report?size=standard"')
  })

  test('pages are compressed, carry a policy without inline scripts, and hold none', async () => {
    const { headers } = await browser({ 'accept-encoding': 'gzip, br' }).get('/')
    expect(headers['content-encoding']).toBe('br')
    expect(headers['content-security-policy']).toMatch(/script-src 'self'(;|$)/)
    expect(headers['content-security-policy']).toMatch(/style-src 'self'(;|$)/)
    for (const url of ['/', '/report', '/follow', '/grid', `/grid/${grid}`]) {
      const { text, status } = await browser().get(url)
      expect(status).toBe(200)
      expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|javascript:/i)
    }
  })

  test('what is not there is a page for browsers and JSON for programs', async () => {
    const page = await browser().get('/nosuch')
    expect([page.status, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    const answer = await browser().get('/api/nosuch')
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([404, 'not_found'])
  })

  test('an address that leads away is not offered to come back to', async () => {
    for (const url of ['//evil.example/x', '/%5cevil.example', '/\\evil.example'])
      expect((await browser().get(url)).text).not.toContain('href="//evil')
  })
})

describe('reporting by form', () => {
  test('sent without a script: number and secret in large letters, then how it stands', async () => {
    const by = browser()
    const { id, number, secret } = await sent(by, { name: '王秀兰', phone: '138 0000 1234' })
    expect(number).toMatch(/^990101-\d{8}-\d{5}/)
    expect(secret).toMatch(/^\w{4}-\w{4}-\w{5}$/)
    const seen = (await (await people.as('clerk1')).get(`/api/incidents/${id}`)).body as IncidentView
    expect(seen).toMatchObject({ number, area: grid, source: 'resident' })
    expect(seen.reports[0]!.reporter).toMatchObject({ phone: '138****1234' })
    const progress = await by.get(`/follow/${number}`)
    expect(progress.text).toContain('已收到您的反映，等待社区受理中心受理。')
    expect(progress.headers['cache-control']).toBe('no-store')
  })

  test('the secret is in no address and in no cookie that a script could read', async () => {
    const by = browser()
    const id = hidden((await by.get('/report')).text, 'id')
    const posted = await by.post('/report', filled({ id }))
    const cookie = String(posted.headers['set-cookie'])
    expect(cookie).toMatch(/^linli_report=.*HttpOnly.*SameSite=Lax/i)
    expect(cookie).not.toMatch(/max-age|expires/i)
    expect(posted.headers.location).toBe('/report/sent')
  })

  test('the same form sent twice is one report', async () => {
    const by = browser()
    const one = await sent(by)
    const { id, nonce } = one
    const again = await by.post('/report', filled({ id, nonce }))
    expect(again.status).toBe(303)
    expect((await by.get('/report/sent')).text).toContain(one.number)
    expect(await countRows(app, 'incident')).toBe(1)
    const other = await by.post('/report', filled({ id, nonce, description: '另一件事' }))
    expect(other.status).toBe(409)
    expect(other.text).toContain('没有重复登记')
    expect(hidden(other.text, 'id')).not.toBe(id)
    expect(hidden(other.text, 'nonce')).not.toBe(nonce)
    expect(other.text).toContain('另一件事')
  })

  test('the nonce of a form is new each time, stays with it when it comes back, and is needed to send it again', async () => {
    const by = browser()
    const one = await sent(by)
    expect(one.nonce).toMatch(/^[\w-]{43}$/)
    expect(hidden((await by.get('/report')).text, 'nonce')).not.toBe(one.nonce)
    const back = await by.post('/report', { id: one.id, nonce: one.nonce, do: 'search', q: '路灯' })
    expect(hidden(back.text, 'nonce')).toBe(one.nonce)
    const other = browser()
    for (const nonce of ['', hidden((await other.get('/report')).text, 'nonce')]) {
      const replayed = await other.post('/report', filled({ id: one.id, nonce }))
      expect(replayed.status).toBe(409)
      expect(replayed.text).not.toContain(one.number)
    }
    expect(other.jar.has('linli_report')).toBe(false)
  })

  test('what is missing is said beside the field, and what was typed is still there', async () => {
    const by = browser()
    const page = await by.post('/report', { name: '李四', phone: 'abc', description: '', do: 'send' })
    expect(page.status).toBe(400)
    for (const words of ['请选择是什么事', '请选择在哪里', '请写一写情况', '电话号码不对'])
      expect(page.text).toContain(words)
    expect(page.text).toContain('value="李四"')
    expect(page.text).toContain('value="abc"')
    const long = await by.post('/report', filled({ description: '啊'.repeat(2001) }))
    expect([long.status, long.text.includes('2000 字以内')]).toEqual([400, true])
    expect(await countRows(app, 'incident')).toBe(0)
  })

  test('a place outside the county is refused in words', async () => {
    const page = await browser().post('/report', filled({ lng: '116.4', lat: '39.9' }))
    expect(page.status).toBe(400)
    expect(page.text).toContain('不在本区县范围内')
    const other = await browser().post('/report', filled({ place: 'building:00000000-0000-7000-8000-000000000000' }))
    expect([other.status, other.text.includes('请选择在哪里')]).toEqual([400, true])
  })

  test('matters and places are found by the page coming back', async () => {
    const by = browser()
    const found = await by.post('/report', {
      q: '路灯不亮好几天了',
      address: '石榴园 2号',
      description: '半路',
      do: 'search',
    })
    expect(found.status).toBe(200)
    expect(found.text).toMatch(/value="01037"/)
    expect(found.text).toContain('半路')
    const building = /value="building:([0-9a-f-]{36})"/.exec(found.text)![1]!
    const { id } = await sent(by, { matter: '01037', place: `building:${building}`, lng: '', lat: '' })
    const seen = (await (await people.as('county1')).get(`/api/incidents/${id}`)).body as IncidentView
    expect(seen.area).toMatch(/^990101001001/)
    expect(seen.location!.address).toContain('2号')
  })

  test('a place that nobody knows goes to a community, with what was typed', async () => {
    const by = browser()
    const lost = await by.post('/report', filled({ place: '', address: '月亮背面', do: 'place' }))
    expect(lost.text).toContain('没有找到“月亮背面”')
    expect(lost.text).toContain('value="area:990101001001"')
    const { id } = await sent(by, { place: 'area:990101001001', address: '月亮背面' })
    const seen = (await (await people.as('clerk1')).get(`/api/incidents/${id}`)).body as IncidentView
    expect(seen).toMatchObject({ area: '990101001001', placeUncertain: true })
    expect(seen.description).toBe('垃圾桶三天没清了\n（所写位置：月亮背面）')
  })

  test("the board's link brings its grid and a matter along; a strange one brings nothing", async () => {
    const page = (await browser().get(`/report?grid=${grid}&matter=99002`)).text
    expect(page).toContain(`value="area:${grid}" checked`)
    expect(page).toMatch(/value="99002" checked data-urgent/)
    expect((await browser().get('/report?grid=999&matter=<b>')).text).not.toContain('checked')
  })

  test('somebody who said so before is mentioned, for facilities', async () => {
    await sent(browser(), { matter: '01037' })
    const page = await browser().post('/report', filled({ matter: '01037', do: 'place' }))
    expect(page.text).toContain('已有人在 10 米内反映过同样的设施')
  })

  test.each([
    ['broken UTF-8', 'description=%C3%28'],
    ['half a sign', 'description=%E5%95'],
    ['NUL', 'description=a%00b'],
    ['a broken escape', 'description=%zz'],
    ['raw bytes', 'description=\u00e9'],
  ])('%s in a form is refused with a page', async (_, body) => {
    const page = await browser().post('/report', body)
    expect([page.status, page.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8'])
  })

  test('a form of 300 kB is too large; JSON is no form', async () => {
    const page = await browser().post('/report', `description=${'a'.repeat(300_000)}`)
    expect([page.status, page.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8'])
    const json = await app.http.inject({ method: 'POST', url: '/report', payload: { matter: '06042' } })
    expect(json.statusCode).toBe(400)
  })

  test('too many from one address: a page that says how long to wait', async () => {
    const by = browser()
    for (let i = 0; i < 60; i++) await by.post('/report', filled())
    const page = await by.post('/report', filled())
    expect(page.status).toBe(429)
    expect(page.headers['retry-after']).toBeDefined()
    expect(page.text).toContain('12345')
  }, 60_000)
})

describe('what people type is never markup', () => {
  const nasty = `"><img src=x onerror=alert(1)><script>alert(1)</script>'\``

  test('in the form that comes back', async () => {
    const fields = {
      q: nasty,
      address: nasty,
      description: nasty,
      name: nasty,
      phone: nasty,
      matter: nasty,
      place: nasty,
    }
    const { text } = await browser().post('/report', { ...fields, lng: nasty, lat: nasty, accuracy: nasty, do: 'send' })
    expect(text).not.toMatch(/<img|<script>alert/)
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test('in addresses', async () => {
    const asked = encodeURIComponent(nasty)
    for (const url of [
      `/grid?q=${asked}`,
      `/report?matter=${asked}&grid=${asked}`,
      `/follow/${asked}`,
      `/${asked}`,
      `/?x=${asked}`,
    ])
      expect((await browser().get(url)).text).not.toMatch(/<img|<script>alert/)
    expect((await browser().post('/follow', { number: nasty, secret: nasty })).text).not.toMatch(/<img|<script>alert/)
  })

  test('in what staff write as the result', async () => {
    const by = browser()
    const { id, number } = await sent(by)
    await closed(id, `已清运 ${nasty}`)
    const { text } = await by.get(`/follow/${number}`)
    expect(text).toContain('已清运 &quot;&gt;&lt;img')
    expect(text).not.toMatch(/<img|<script>alert/)
  })
})

describe('following by form', () => {
  test('number and secret open it, however they are typed; leaving closes it', async () => {
    const { number, secret } = await sent(browser())
    const by = browser()
    const posted = await by.post('/follow', { number: number.replaceAll('-', ' '), secret: secret.toLowerCase() })
    expect([posted.status, posted.headers.location]).toEqual([303, `/follow/${number}`])
    expect((await by.get(`/follow/${number}`)).text).toContain('办理进度')
    expect((await by.post('/follow/leave', '')).headers.location).toBe('/')
    expect((await by.get(`/follow/${number}`)).text).toContain('请再输入一次查询码')
  })

  test('a wrong number and a wrong secret look the same; tries are limited', async () => {
    const { number, secret } = await sent(browser())
    const by = browser()
    const wrong = await by.post('/follow', { number, secret: 'AAAA-AAAA-AAAAA' })
    const unknown = await by.post('/follow', { number: '990101-20261116-99999-5', secret })
    expect([wrong.status, unknown.status]).toEqual([404, 404])
    const strip = (text: string) => text.replaceAll(number, 'N').replaceAll('990101-20261116-99999-5', 'N')
    expect(strip(wrong.text)).toBe(strip(unknown.text))
    for (let i = 0; i < 8; i++) await by.post('/follow', { number, secret: `AAAA-AAAA-AAAA${i}` })
    expect((await by.post('/follow', { number, secret })).status).toBe(429)
  })

  test("another report's cookie does not open this one", async () => {
    const [one, two] = [browser(), browser()]
    const [mine, other] = [await sent(one), await sent(two)]
    expect((await one.get(`/follow/${other.number}`)).text).not.toContain('办理经过')
    one.jar.set('linli_report', `${other.number}.${mine.secret.replaceAll('-', '')}`)
    expect((await one.get(`/follow/${other.number}`)).text).not.toContain('办理经过')
    expect((await browser().get('/report/sent')).headers.location).toBe('/follow')
  })

  test('"not solved" opens it again; without a word, or too late, it says so', async () => {
    const by = browser()
    const { id, number } = await sent(by)
    expect((await by.get(`/follow/${number}`)).text).not.toContain('问题没有解决')
    const incident = await closed(id)
    const page = (await by.get(`/follow/${number}`)).text
    expect(page).toContain('问题没有解决')
    expect(page).toContain(incident.followUpUntil!.slice(0, 10))
    const empty = await by.post(`/follow/${number}/reopen`, { reason: ' ' })
    expect([empty.status, empty.text.includes('请写一句')]).toEqual([400, true])
    const posted = await by.post(`/follow/${number}/reopen`, { reason: '又满了' })
    expect([posted.status, posted.headers.location]).toEqual([303, `/follow/${number}?said=reopened`])
    const after = (await by.get(`/follow/${number}?said=reopened`)).text
    expect(after).toContain('已重新办理')
    expect(after).toContain('第 2 次办理')
    const again = await by.post(`/follow/${number}/reopen`, { reason: '又满了' })
    expect([again.status, again.text.includes('现在不能要求重办')]).toEqual([409, true])
    expect((await browser().post(`/follow/${number}/reopen`, { reason: 'x' })).text).toContain('查询码')
  })

  test('in English every word of it is English, but for names and results', async () => {
    const by = browser({ 'accept-language': 'en' })
    const { id, number } = await sent(by)
    await closed(id, 'Cleared and rinsed')
    const { text } = await by.get(`/follow/${number}`)
    expect(text).toContain('Done and closed.')
    const names = ['中文', '枕溪街道', '桐荫里社区', '齿轮厂宿舍东网格']
    const rest = names.reduce((all, name) => all.replaceAll(name, ''), text.replace(/<[^>]+>/g, ' '))
    expect(rest.match(/\p{Script=Han}+/gu) ?? []).toEqual([])
  })
})

describe('my grid', () => {
  test('the board names the worker and leads to a report; it names no account', async () => {
    const { text } = await browser().get(`/grid/${grid}`)
    expect(text).toMatch(/href="tel:1990000\d{4}"/)
    expect(text).toContain(`href="/report?grid=${grid}"`)
    expect(text).not.toContain('worker7')
  })

  test('found by position, by compound, by name; nowhere is said', async () => {
    const by = browser()
    const here = await by.get(`/grid?lng=${place.lng}&lat=${place.lat}`)
    expect([here.status, here.headers.location]).toEqual([303, `/grid/${grid}`])
    expect((await by.get('/grid?lng=0&lat=0')).text).toContain('不属于任何网格')
    expect((await by.get('/grid?lng=abc&lat=1')).status).toBe(200)
    expect((await by.get(`/grid?q=${encodeURIComponent('石榴园')}`)).text).toContain('石榴园北网格')
    expect((await by.get(`/grid?q=${encodeURIComponent('不存在的地方')}`)).text).toContain('没有找到')
  })

  test('an unknown grid is a page that is not there', async () => {
    for (const code of ['990101001001999', '990101001001', 'x']) {
      const page = await browser().get(`/grid/${code}`)
      expect([page.status, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    }
  })
})
