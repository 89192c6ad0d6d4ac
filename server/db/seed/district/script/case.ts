import type { Calendar } from '@linli/contract/deadline/calendar.ts'
import type { Source } from '@linli/contract/incident/words.ts'
import type { FilingCondition, Matter } from '@linli/contract/matter/schemas.ts'
import { namesOf, residentPhone } from '../people/names.ts'
import type { Random } from '../random.ts'
import type { District, PhotoRef, PhotoVariant } from '../types.ts'
import { houseName, type Places, type Spot } from './places.ts'
import type { Template } from './template.ts'

/** One thing that happened: what, where, who says it, and whose desk and hands it will pass. */
export type ScriptMatter = Pick<Matter, 'code' | 'procedure' | 'precheck' | 'postcheck' | 'conditions'>

export type Stage = {
  district: District
  places: Places
  calendar: Calendar
  now: number
  matter: (name: string) => ScriptMatter
  chance: Random
  names: string[]
  /** How often a template and each of its sentences was used: the least used comes next. */
  uses: Map<string, number>
}

export type Case = {
  template: Template
  matter: ScriptMatter
  condition: FilingCondition
  spot: Spot
  source: Source
  by: string | null
  reporter: { name: string; phone: string } | null
  /** The sentence of the template that `description` was made from. */
  sentence: string
  description: string
  result: string
  photoSeed: number
  /** The centre that will dispatch, and the unit that it will dispatch to. */
  deskArea: string
  unitKey: string
}

const SHOPS = [
  '鲜果多水果店',
  '阿胖面馆',
  '顺心五金店',
  '小禾超市',
  '老灶火锅',
  '明亮眼镜店',
  '桐叶奶茶',
  '三尺理发店',
  '春笋菜馆',
]
const WHEN = ['今天早上', '昨天傍晚', '昨晚九点多', '刚才', '中午', '今早六点半', '这两天']

function fill(text: string, spot: Spot, chance: Random): string {
  const floors = spot.house?.floors ?? 6
  const words: Record<string, () => string> = {
    road: () => spot.road,
    by: () => spot.by,
    house: () => (spot.house ? houseName(spot.house) : spot.by),
    stair: () => String(chance.int(1, Math.max(1, spot.house?.stairwells ?? 2))),
    floor: () => String(chance.int(2, Math.max(2, floors))),
    n: () => String(chance.int(2, 6)),
    m: () => String(chance.int(12, 40)),
    when: () => chance.pick(WHEN),
    shop: () => chance.pick(SHOPS),
  }
  return text.replace(/\{(\w+)\}/g, (_, word: string) => {
    const say = words[word]
    if (!say) throw new Error(`a template asks for {${word}}, which nobody can fill`)
    return say()
  })
}

export const townOf = (areaCode: string) => areaCode.slice(0, 9)
export const communityOf = (areaCode: string) => areaCode.slice(0, 12)

/** The first community has a property company; elsewhere the committee sees to it. */
function unitFor(template: Template, condition: FilingCondition, spot: Spot): { deskArea: string; unitKey: string } {
  const place = spot.areaCode ?? '990101001'
  const town = townOf(place)
  const suffix = town === '990101001' ? '' : '-2'
  const community = communityOf(place)
  const atTown = (key: string) => ({ deskArea: town, unitKey: `${key}${suffix}` })
  if (template.unit === 'county' && condition.units.county)
    return { deskArea: '990101', unitKey: condition.units.county }
  if (template.unit === 'cleaning') return atTown('cleaning')
  if (spot.areaCode === null || template.unit === 'town' || template.unit === 'county') {
    return atTown(condition.units.town ?? 'city')
  }
  if (template.unit === 'team') return { deskArea: community, unitKey: `team-${place}` }
  const hasProperty = template.unit === 'property' && community === '990101001001'
  return { deskArea: community, unitKey: hasProperty ? 'property' : `committee-${community}` }
}

/** Whoever holds a post of the unit; the first of a desk nearly always. */
export function hand({ district, chance }: Pick<Stage, 'district' | 'chance'>, unitKey: string): string {
  const unit = district.units.find(({ key }) => key === unitKey)
  const members = district.posts
    .filter(({ unitId, role }) => unitId === unit?.id && role !== 'grid_head')
    .map(({ accountId }) => district.accounts.find(({ id }) => id === accountId)?.username)
  const [first, second] = members
  if (!first) throw new Error(`nobody works for ${unitKey}`)
  return second && chance.chance(0.2) ? second : first
}

export const workerOf = (stage: Stage, areaCode: string) => hand(stage, `team-${areaCode}`)

function headOf({ district }: Stage, areaCode: string): string {
  const post = district.posts.find((candidate) => candidate.role === 'grid_head' && candidate.areaCode === areaCode)
  const head = district.accounts.find(({ id }) => id === post?.accountId)
  if (!head) throw new Error(`${areaCode} has no head`)
  return head.username
}

export const unitId = ({ district }: Pick<Stage, 'district'>, key: string): string => {
  const unit = district.units.find((candidate) => candidate.key === key)
  if (!unit) throw new Error(`no such unit: ${key}`)
  return unit.id
}

export function leastUsed(stage: Pick<Stage, 'uses' | 'chance'>, words: readonly string[]): string {
  const count = (word: string) => stage.uses.get(word) ?? 0
  const [least] = stage.chance.shuffle(words).sort((a, b) => count(a) - count(b))
  return least ?? ''
}

function entryOf(stage: Stage, source: Source, spot: Spot): string | null {
  const place = spot.areaCode ?? '990101001'
  if (source === 'resident') return null
  if (source === 'counter' && spot.areaCode) return hand(stage, `centre-${communityOf(place)}`)
  if ((source === 'worker' || source === 'patrol') && spot.areaCode) return workerOf(stage, place)
  if (source === 'inspection' && spot.areaCode) return headOf(stage, place)
  return hand(stage, `centre-${townOf(place)}`)
}

const PERSONAL: readonly Source[] = ['resident', 'counter', 'hotline', 'mailbox', 'police']

export function newCase(stage: Stage, template: Template, spot: Spot, source: Source): Case {
  const { chance } = stage
  const matter = stage.matter(template.matter)
  const condition = matter.conditions[template.condition]
  if (!condition) throw new Error(`${template.matter} has no filing condition ${template.condition}`)
  const sentence = leastUsed(stage, template.say)
  const name = stage.names[chance.int(0, stage.names.length - 1)] ?? ''
  const reporter = PERSONAL.includes(source) ? { name, phone: residentPhone(chance.int(1, 9999)) } : null
  return {
    template,
    matter,
    condition,
    spot,
    source,
    by: entryOf(stage, source, spot),
    reporter,
    sentence,
    description: fill(sentence, spot, chance),
    result: fill(chance.pick(template.done), spot, chance),
    photoSeed: chance.int(1, 2),
    ...unitFor(template, condition, spot),
  }
}

export function photoOf({ template, photoSeed }: Case, variant: PhotoVariant): PhotoRef[] {
  return template.photo === null ? [] : [{ kind: template.photo, seed: photoSeed, variant }]
}

export const residents = (chance: Random, district: District) =>
  namesOf(chance, 120, new Set(district.accounts.map(({ name }) => name)))
