import type { UnitKind } from '@linli/contract/incident/words.ts'
import { COUNTY, TOWNS } from '../ground/plan.ts'
import { seedId } from '../random.ts'
import type { AreaSeed, UnitSeed } from '../types.ts'

/** Whoever can hold an incident: a centre per county, town and community, a team per grid, departments and two companies. */
type Draft = { key: string; name: string; kind: UnitKind; areaCode: string }

const [TOWN, OTHER_TOWN] = TOWNS.map((town) => town.code) as [string, string]
export const COMMUNITY = '990101001001'

function centres(areas: readonly AreaSeed[]): Draft[] {
  const names = { county: '社会治理指挥中心', town: '综合指挥中心', community: '综合服务受理中心' }
  return areas.flatMap(({ code, name, level }) =>
    level === 'grid'
      ? []
      : [{ key: `centre-${code}`, name: `${name}${names[level]}`, kind: 'centre' as const, areaCode: code }],
  )
}

function teams(areas: readonly AreaSeed[]): Draft[] {
  return areas
    .filter(({ level }) => level === 'grid')
    .map(({ code, name }) => ({ key: `team-${code}`, name: `${name}团队`, kind: 'team', areaCode: code }))
}

function committees(areas: readonly AreaSeed[]): Draft[] {
  return areas
    .filter(({ level }) => level === 'community')
    .map(({ code, name }) => ({
      key: `committee-${code}`,
      name: `${name}居民委员会`,
      kind: 'community',
      areaCode: code,
    }))
}

function departments(): Draft[] {
  const ofTown = [
    ['fire', '应急管理和消防安全办公室'],
    ['city', '综合行政执法办公室'],
    ['civil', '民政和社会事务办公室'],
  ] as const
  const ofCounty = [
    ['county-city', '综合行政执法局'],
    ['county-civil', '民政局'],
    ['county-ecology', '生态环境局'],
    ['county-fire', '消防救援大队'],
    ['county-health', '卫生健康局'],
    ['county-housing', '住房和城乡建设局'],
    ['county-justice', '司法局'],
    ['county-labour', '人力资源和社会保障局'],
    ['county-market', '市场监督管理局'],
    ['county-police', '公安分局'],
    ['county-transport', '交通运输局'],
    ['county-water', '水务局'],
  ] as const
  return [
    ...TOWNS.flatMap(({ code, name }, i) =>
      ofTown.map(([key, what]): Draft => {
        return { key: i === 0 ? key : `${key}-2`, name: `${name}${what}`, kind: 'department', areaCode: code }
      }),
    ),
    ...ofCounty.map(([key, what]): Draft => {
      return { key, name: `${COUNTY.name}${what}`, kind: 'department', areaCode: COUNTY.code }
    }),
  ]
}

const COMPANIES: Draft[] = [
  { key: 'property', name: '桐荫物业服务公司', kind: 'company', areaCode: COMMUNITY },
  { key: 'cleaning', name: '枕溪环卫保洁公司', kind: 'company', areaCode: TOWN },
  { key: 'cleaning-2', name: '拾禾环卫保洁公司', kind: 'company', areaCode: OTHER_TOWN },
]

export function foundUnits(seed: number, areas: readonly AreaSeed[]): UnitSeed[] {
  return [...centres(areas), ...teams(areas), ...departments(), ...committees(areas), ...COMPANIES].map((draft) => ({
    id: seedId(seed, `unit ${draft.key}`),
    ...draft,
  }))
}
