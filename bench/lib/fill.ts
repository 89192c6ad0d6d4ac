// Many incidents in little time: a few real ones, played through the interface, are copied by SQL with other ids, places, matters
// and days. 95 % are archived, the others open, as in a city that works. The copies' chains are not valid and nothing falls due
// on them; for measuring that does not matter.
import { openClient } from '../../server/src/replay/client.ts'
import { meetPeople } from '../../server/src/replay/people.ts'
import { type Plan, playRow } from '../../server/src/replay/play.ts'
import { run } from './database.ts'

const community = '990101001001'

export async function fill(databaseUrl: string, serverUrl: string, count: number): Promise<void> {
  const people = await meetPeople(openClient(serverUrl))
  const at = Date.now() - 86_400_000
  const play = async (end: Plan['ending']['end']): Promise<string> => {
    const name = `bench ${end}`
    await playRow(people, {
      name,
      at,
      community,
      report: {
        matter: '06042',
        description: '垃圾桶满溢，异味明显，请尽快清运',
        location: { area: `${community}001` },
        source: 'hotline',
        form: { bench: name },
      },
      condition: undefined,
      urgency: undefined,
      department: 'city',
      ending: { when: {}, end },
      reason: '重复上报',
      result: '已清运并冲洗',
    })
    const [row] = await run(databaseUrl, `select id from incident where form ->> 'bench' = '${name}'`)
    return String(row!.id)
  }
  const [closed, reported, accepted] = [await play('closed'), await play('reported'), await play('accepted')]
  await run(
    databaseUrl,
    plan(count, closed, reported, accepted),
    copyIncidents,
    ...(await Promise.all(['report', 'incident_action', 'incident_party'].map((t) => copyOf(databaseUrl, t)))),
    `select setval('incident_intake_no', (select max(intake_no) from incident))`,
    'drop table bench_copy',
    'vacuum (analyze) incident, report, incident_action, incident_party',
  )
}

/** One row per copy: which template it repeats and what is its own. */
const plan = (count: number, closed: string, reported: string, accepted: string): string => `
  create table bench_copy as
  with grid as (select array_agg(code order by code) as codes from area where level = 'grid'),
    matter as (select array_agg(code order by code) as codes from matter where procedure_key = 'coordinated')
  select gen_random_uuid() as id, g,
    (case when g % 100 < 96 then '${closed}' when g % 100 < 98 then '${reported}' else '${accepted}' end)::uuid as template,
    g % 100 < 95 as is_archived,
    grid.codes[(1 + (g * 7919) % cardinality(grid.codes))::int] as area_code,
    matter.codes[(1 + (g * 104729) % cardinality(matter.codes))::int] as matter_code,
    g * interval '3 minutes' as ago
  from generate_series(1::bigint, ${count}) g, grid, matter`

const copyIncidents = `
  insert into incident select r.* from bench_copy c join incident t on t.id = c.template,
    lateral jsonb_populate_record(null::incident, to_jsonb(t) || jsonb_build_object(
      'id', c.id, 'number', 'BENCH' || c.g, 'intake_no', nextval('incident_intake_no'), 'area_code', c.area_code, 'reported_area', c.area_code,
      'matter_code', c.matter_code, 'received_at', t.received_at - c.ago, 'lng', 120 + random() / 100, 'lat', 30 + random() / 100,
      'next_step', null, 'next_step_at', null) ||
      case when c.is_archived then jsonb_build_object('state', 'archived', 'holder_unit', null, 'holder_kind', null, 'holder_area', null,
        'due_at', null, 'remind_at', null, 'warn_at', null, 'escalate_at', null)
      else jsonb_build_object('due_at', t.due_at - (c.g % 5000) * interval '1 minute') end) r`

/** The rows that hang on a template, for each of its copies; identity columns number themselves. */
async function copyOf(databaseUrl: string, table: string): Promise<string> {
  const columns = await run(
    databaseUrl,
    `select attname as name, attidentity <> '' as is_identity from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped`,
  )
  const names = columns.filter((c) => !c.is_identity).map((c) => String(c.name))
  const value = (name: string) => {
    if (name === 'incident_id' || name === 'home_incident') return 'c.id'
    if (name === 'id') return 'gen_random_uuid()'
    return name === 'incident_area' ? 'c.area_code' : `t.${name}`
  }
  return `insert into ${table} (${names.join(', ')}) select ${names.map(value).join(', ')} from bench_copy c join ${table} t on t.incident_id = c.template`
}
