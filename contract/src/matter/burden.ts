// Less burden, by rule. The state forbids certain things of software for the grass roots; whoever configures Linli (a
// catalogue, a procedure, a form, an indicator, a task) is held to that here, and each refusal names the rule. There is no
// switch, no role and no option that turns a refusal off: the check takes the configuration and nothing else but the day.
import type { EvidenceKind } from './schemas.ts'

export interface BurdenRule {
  /** Short name of the rule in its paper, as people quote it. */
  readonly topic: string
  readonly source: string
  readonly zh: string
  readonly en: string
}

const apps2026 = '国办函〔2026〕12号 政务移动互联网应用程序规范化管理办法 (2026-01-25)'
const grassRoots2024 = '中办国办 整治形式主义为基层减负若干规定 (2024-08-06 印发)'
const gridList = '某市网格化办法第23–25条 (建标库 171520)；滨州市社会治理网格化服务管理条例 (2021-10-01)'

/** The rules that a configuration can break, in our own words; check the wording of the papers before quoting them. */
export const burdenRules = {
  repeatedForms: {
    topic: 'ban 1',
    source: apps2026,
    zh: '不得重复、随意要求填表报数',
    en: 'No repeated or arbitrary demand to fill in forms and report numbers',
  },
  checkIns: {
    topic: 'ban 2',
    source: apps2026,
    zh: '不得强制打卡签到（安保值守、应急处置除外）',
    en: 'No forced check-in (guard duty and emergency work excepted)',
  },
  rankings: {
    topic: 'ban 2',
    source: apps2026,
    zh: '不得对人员作积分排名、在线时长排名',
    en: 'No ranking of people by points, activity or time online',
  },
  usageTargets: {
    topic: 'ban 3',
    source: apps2026,
    zh: '不得设定安装、登录、使用率指标',
    en: 'No targets for installs, log-ins or use',
  },
  needlessEvidence: {
    topic: 'ban 4',
    source: apps2026,
    zh: '非必要不得强制上传工作照片、视频、轨迹',
    en: 'No needless forced upload of work photos, videos or tracks',
  },
  likesAsEvidence: {
    topic: 'ban 4',
    source: apps2026,
    zh: '点赞、投票、转发、学习时长不得作为考核依据',
    en: 'Likes, votes, forwards and study time are no evidence for appraisal',
  },
  traceAppraisal: {
    topic: 'appraisal',
    source: grassRoots2024,
    zh: '不得以拍照留痕评判工作',
    en: 'Work is not judged by photos and traces of itself',
  },
  unlistedTasks: {
    topic: 'entry of matters',
    source: gridList,
    zh: '清单之外的事项，未经准入并写明期限，不得交给社区和网格',
    en: 'What is not on the list of matters goes to communities only when admitted, with a date of expiry',
  },
} as const satisfies Record<string, BurdenRule>
export type BurdenRuleName = keyof typeof burdenRules

/** What a configuration may demand of a worker; a track is never demanded but by a condition that speaks of it. */
export type Demand = EvidenceKind | 'track'

/** One object of a configuration, reduced to what the rules speak about. */
export type BurdenSubject =
  | { kind: 'matter'; key: string; demands: readonly { evidence: Demand; at: 'filing' | 'closing'; text: string }[] }
  | {
      kind: 'procedure'
      key: string
      actions: readonly {
        action: string
        requires: readonly Demand[]
        /** `asCondition`: demanded only when the incident's own condition names it. */
        when: 'always' | 'asCondition'
      }[]
    }
  | {
      kind: 'form'
      key: string
      fields: readonly {
        name: string
        type: 'value' | 'checkIn' | Demand
        required: boolean
        /** The register field that already holds this (`person.phone`), null when none does. */
        register: string | null
        /** A field of a register may be shown for confirmation, never asked again. */
        input: 'asked' | 'shown'
        /** The condition that names the evidence, if one does. */
        text?: string
      }[]
    }
  | {
      kind: 'indicator'
      key: string
      of: 'person' | 'unit' | 'area'
      shownAs: 'value' | 'band' | 'ranking'
      measure: string
      target: number | null
    }
  | { kind: 'checkIn'; key: string; forced: boolean; purpose: 'ordinary' | 'guard' | 'emergency' }
  | {
      kind: 'task'
      key: string
      forCommunities: boolean
      /** Code in the list of matters. */
      listItem: string | null
      /** Days are YYYY-MM-DD. */
      admission: { by: string; from: string; until: string | null } | null
    }

export interface Refusal {
  rule: BurdenRuleName
  topic: string
  source: string
  subject: string
  /** Where in the object, as `fields/2`. */
  path: string
  message: { zh: string; en: string }
}

const usageMeasures = ['installs', 'logins', 'activeUsers', 'usageRate', 'registrations']
const likeMeasures = ['likes', 'votes', 'forwards', 'studyTime']
const traceMeasures = ['photos', 'videos', 'screenshots', 'trackLength', 'mileage']
const onlineMeasures = ['onlineTime', 'points']

/** Everything in the configuration that the rules forbid; `today` (YYYY-MM-DD) judges whether an admission has expired. */
export function lintBurden(subjects: readonly BurdenSubject[], today: string): Refusal[] {
  return subjects.flatMap((subject) => lintOne(subject, today))
}

function lintOne(subject: BurdenSubject, today: string): Refusal[] {
  switch (subject.kind) {
    case 'matter':
      return lintMatter(subject)
    case 'procedure':
      return lintProcedure(subject)
    case 'form':
      return lintForm(subject)
    case 'indicator':
      return lintIndicator(subject)
    case 'checkIn':
      return subject.forced && subject.purpose === 'ordinary' ? [refuse('checkIns', subject.key, 'forced')] : []
    case 'task':
      return lintTask(subject, today)
  }
}

type Of<K extends BurdenSubject['kind']> = Extract<BurdenSubject, { kind: K }>

function lintMatter({ key, demands }: Of<'matter'>): Refusal[] {
  return demands.flatMap(({ evidence, at, text }, i) =>
    asksFor(evidence, text)
      ? []
      : [
          refuse('needlessEvidence', key, `demands/${i}`, {
            zh: `${at === 'filing' ? '立案' : '结案'}条件未提及${demandNames[evidence].zh}`,
            en: `the ${at} condition does not ask for ${demandNames[evidence].en}`,
          }),
        ],
  )
}

function lintProcedure({ key, actions }: Of<'procedure'>): Refusal[] {
  return actions.flatMap(({ action, requires, when }, i) =>
    when === 'asCondition'
      ? []
      : requires.map((evidence) =>
          refuse('needlessEvidence', key, `actions/${i}`, {
            zh: `“${action}”一律要求${demandNames[evidence].zh}，而不看条件`,
            en: `“${action}” always demands ${demandNames[evidence].en}, whatever the condition says`,
          }),
        ),
  )
}

function lintForm({ key, fields }: Of<'form'>): Refusal[] {
  return fields.flatMap((field, i) => {
    const path = `fields/${i}`
    const found: Refusal[] = []
    if (field.register && field.input === 'asked')
      found.push(
        refuse('repeatedForms', key, path, {
          zh: `“${field.name}”台账已有（${field.register}），只可显示供核对`,
          en: `“${field.name}” is already held by ${field.register}; show it, do not ask`,
        }),
      )
    if (field.type === 'checkIn' && field.required) found.push(refuse('checkIns', key, path))
    if (field.type !== 'value' && field.type !== 'checkIn' && field.required && !asksFor(field.type, field.text ?? ''))
      found.push(
        refuse('needlessEvidence', key, path, {
          zh: `“${field.name}”必填${demandNames[field.type].zh}，没有条件要求`,
          en: `“${field.name}” makes ${demandNames[field.type].en} mandatory; no condition asks for it`,
        }),
      )
    return found
  })
}

function lintIndicator({ key, of, shownAs, measure, target }: Of<'indicator'>): Refusal[] {
  const found: Refusal[] = []
  if (of === 'person' && shownAs === 'ranking') found.push(refuse('rankings', key, 'shownAs'))
  else if (of === 'person' && onlineMeasures.includes(measure)) found.push(refuse('rankings', key, 'measure'))
  // A usage figure of a unit may be reported to the regulator; it becomes a breach as a target, a comparison, or about a person.
  if (usageMeasures.includes(measure) && (target !== null || shownAs !== 'value' || of === 'person'))
    found.push(refuse('usageTargets', key, target !== null ? 'target' : 'measure'))
  if (likeMeasures.includes(measure)) found.push(refuse('likesAsEvidence', key, 'measure'))
  if (traceMeasures.includes(measure)) found.push(refuse('traceAppraisal', key, 'measure'))
  return found
}

function lintTask({ key, forCommunities, listItem, admission }: Of<'task'>, today: string): Refusal[] {
  if (!forCommunities || listItem) return []
  if (!admission) return [refuse('unlistedTasks', key, 'admission')]
  if (!admission.until)
    return [
      refuse('unlistedTasks', key, 'admission/until', {
        zh: '准入没有截止日期',
        en: 'the admission has no date of expiry',
      }),
    ]
  if (admission.until < admission.from || admission.until < today)
    return [
      refuse('unlistedTasks', key, 'admission/until', {
        zh: `准入已于 ${admission.until} 到期`,
        en: `the admission expired on ${admission.until}`,
      }),
    ]
  return []
}

function refuse(rule: BurdenRuleName, subject: string, path: string, detail?: { zh: string; en: string }): Refusal {
  const { topic, source, zh, en } = burdenRules[rule]
  return {
    rule,
    topic,
    source,
    subject,
    path,
    message: {
      zh: `${zh}${detail ? `：${detail.zh}` : ''}（${source}，${topic}）`,
      en: `${en}${detail ? `: ${detail.en}` : ''} (${source}, ${topic})`,
    },
  }
}

const demandNames: Record<Demand, { zh: string; en: string }> = {
  photo: { zh: '照片', en: 'photos' },
  video: { zh: '视频', en: 'video' },
  voice: { zh: '录音', en: 'voice recordings' },
  track: { zh: '轨迹', en: 'tracks' },
}

const demandWords: Record<Demand, RegExp> = {
  photo: /照片|相片|拍照|图片|影像|photo|picture/i,
  video: /视频|录像|影像|video/i,
  voice: /录音|音频|语音|voice|audio/i,
  track: /轨迹|track/i,
}
const spared = /(无需|不需|无须|不必|不得|免予?|no need|without|not required)/i

/** Does a condition's text itself ask for this evidence? A clause that spares it (“无需照片”) does not. */
export function asksFor(evidence: Demand, text: string): boolean {
  return text.split(/[，,。；;.]/).some((clause) => demandWords[evidence].test(clause) && !spared.test(clause))
}
