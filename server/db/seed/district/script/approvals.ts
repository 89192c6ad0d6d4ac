import { type Case, communityOf, hand, type Stage, townOf } from './case.ts'
import { type Template, template } from './template.ts'
import { type Fields, step, type Trail } from './trail.ts'

/**
 * Applications for relief, taken in at the community's counter and made public twice for a week. What the applicant says at the counter
 * is private; what the notice says is not, and names nobody whole.
 */
const APPLICATIONS: Template[] = [
  template(
    '社会救助申请',
    'town',
    'house',
    null,
    ['counter'],
    ['下岗后打零工，妻子长期患病，家庭人均收入低于低保标准，申请最低生活保障。'],
    ['三口之家'],
  ),
  template(
    '社会救助申请',
    'town',
    'house',
    null,
    ['counter'],
    ['上月家中失火，衣物家具烧毁，生活一时困难，申请临时救助。'],
    ['四口之家'],
    2,
  ),
  template(
    '社会救助申请',
    'town',
    'house',
    null,
    ['counter'],
    ['独自生活，无儿无女，无退休金，申请特困人员救助供养。'],
    ['一人'],
    1,
  ),
]

const WEEK = 7 * 1440
const FINDING = ['纳入最低生活保障', '给予临时救助', '纳入特困人员救助供养'] as const

/** How each goes on, and how many days before now it was handed in. The first notice runs, the second runs, all is decided. */
const COURSE = [
  { nth: 0, daysAgo: 2, until: 'define' },
  { nth: 1, daysAgo: 10, until: 'review' },
  { nth: 2, daysAgo: 27, until: 'grant' },
] as const
type Course = (typeof COURSE)[number]

export const applications = COURSE.map((course) => ({ course, template: APPLICATIONS[course.nth]! }))

const surname = ({ reporter }: Case) => [...(reporter?.name ?? '林')][0]

export function approval(stage: Stage, one: Case, { nth, until }: Course): Trail {
  const place = one.spot.areaCode ?? ''
  const [clerk, town] = [hand(stage, `centre-${communityOf(place)}`), hand(stage, `centre-${townOf(place)}`)]
  const who = `申请人${surname(one)}某某（${one.result}）`
  const result = `${who}，经入户调查、信息核对和民主评议，拟同意${FINDING[nth]}。如有异议，请在公示期内提出。`
  const wall = { pace: 'wall' as const }
  const trail = [step(clerk, 'define', 100, { result })]
  if (until === 'define') return trail
  const objection =
    until === 'grant'
      ? [step(clerk, 'object', 2 * 1440, { reason: '有居民来电反映其侄子常来照料，请核实。' }, wall)]
      : []
  const answer: Fields = until === 'grant' ? { reason: '经核实，侄子不是法定赡养、扶养义务人，不影响认定。' } : {}
  const rest = WEEK - objection.length * 2 * 1440
  trail.push(...objection, step(town, 'review', rest + 95, { granted: true, ...answer }, wall))
  if (until === 'review') return trail
  return [...trail, step(hand(stage, 'centre-990101'), 'grant', WEEK + 130, { granted: true }, wall)]
}
