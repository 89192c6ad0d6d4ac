-- owner: mediation
-- Mediation of disputes (矛盾纠纷调解). The row says how a case stands and may be known to whoever sees the incident whole; what it is about
-- (who disputes, what was said, what was agreed) lies sealed in its history, which is for the mediators of the case and the head of
-- the mediating unit alone (人民调解法 art. 15).
create table mediation (
  id uuid primary key, no bigint generated always as identity, version int not null check (version > 0), seq int not null check (seq > 0),
  incident_id uuid not null references incident, round int not null check (round > 0), unit_id uuid not null references unit,
  state text not null check (state in ('open', 'agreed', 'failed', 'withdrawn')),
  mediators uuid[] not null check (cardinality(mediators) > 0), former_mediators uuid[] not null default '{}',
  opened_at timestamptz not null, ended_at timestamptz,
  sessions int not null default 0, last_session_at timestamptz, next_session_at timestamptz,
  agreement_kind text check (agreement_kind in ('written', 'oral')), agreed_on date, perform_by date check (perform_by >= agreed_on),
  court text check (court in ('asked', 'confirmed', 'refused')), court_asked_on date, court_decided_on date,
  is_performed boolean, performed_on date,
  steps_done text[] not null default '{}', next_step text, next_step_at timestamptz,
  head_digest bytea not null,
  check ((state = 'open') = (ended_at is null)),
  check ((state = 'agreed') = (agreed_on is not null) and (agreed_on is null) = (agreement_kind is null)),
  check ((court is null) = (court_asked_on is null) and (court_asked_on is null or agreed_on is not null)),
  check (coalesce(court in ('confirmed', 'refused'), false) = (court_decided_on is not null)),
  check ((is_performed is null) = (performed_on is null) and (performed_on is null or agreed_on is not null)),
  check ((next_step is null) = (next_step_at is null))
);
comment on column mediation.former_mediators is 'Who stepped aside: keeps how the case stands, loses its content';
comment on table mediation is 'How a mediation stands: state, dates, who mediates; nothing of what it is about';
-- Once for a round: whoever reopens the incident may begin another.
create unique index mediation_once on mediation (incident_id, round);
create index mediation_mediators on mediation using gin (mediators);
create index mediation_unit on mediation (unit_id, no desc);
create index mediation_step on mediation (next_step_at) where next_step_at is not null;

create table mediation_action (
  mediation_id uuid not null references mediation, seq int not null check (seq > 0),
  action text not null, account_id uuid not null references account, at timestamptz not null, to_state text not null,
  content bytea not null, digest bytea not null,
  primary key (mediation_id, seq)
);
comment on table mediation_action is 'History of a mediation: append-only, one HMAC chain per case; the content is sealed and is the whole of what the case holds';
create trigger mediation_action_append_only before update or delete on mediation_action for each statement execute function refuse_change();

create table mediation_file (
  file_id uuid primary key references file, mediation_id uuid not null, seq int not null, account_id uuid not null references account,
  foreign key (mediation_id, seq) references mediation_action (mediation_id, seq)
);
comment on table mediation_file is 'Files of a mediation: seen by whoever reads its content, by nobody else, not even by who sent them';
create index mediation_file_mediation on mediation_file (mediation_id);

-- How an incident says of itself that it is mediated, for those who may know no more; written by whoever opens or ends a mediation.
alter table incident add column mediation text check (mediation in ('open', 'ended'));
comment on column incident.mediation is 'Whether a mediation is under way or has ended; null where there was none';

-- Whoever ends a mediation may not see its incident any more, so the database carries the mark over.
create function mediation_mark() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update incident i set mediation = case new.state when 'open' then 'open' else 'ended' end where i.id = new.incident_id;
  insert into change (kind, id, version, area_code, at)
    select 'incident', i.id::text, i.version, i.area_code, coalesce(new.ended_at, new.opened_at) from incident i where i.id = new.incident_id;
  return null;
end $$;
revoke all on function mediation_mark() from public;
create trigger mediation_mark_new after insert on mediation for each row execute function mediation_mark();
create trigger mediation_mark_changed after update of state on mediation for each row when (old.state <> new.state) execute function mediation_mark();

-- The units that a person leads, for the one policy that asks for the role in a unit and not for role and unit apart.
create or replace function session_enter(digest bytea, wall timestamptz, domain timestamptz)
returns table (session_id uuid, account_id uuid, name text, username text, must text[], posts jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with s as (
    select s.id, a.id as account_id, a.name, a.username, s.must from session s join account a on a.id = s.account_id
    where s.token_digest = digest and s.ended_at is null and s.idle_until > wall and s.absolute_until > wall and not a.is_disabled
  ), seen as (
    -- Written at most once a minute: a session row must not become the hot spot of its owner's requests.
    update session set last_seen_at = wall, idle_until = wall + (session.idle_until - session.last_seen_at)
    from s where session.id = s.id and session.last_seen_at < wall - interval '1 minute'
  ), today as (select (domain at time zone 'Asia/Shanghai')::date as day
  ), p as (
    select p.id, p.role, p.area_code, p.unit_id, p.from_on, p.to_on, null::uuid as on_behalf_of
    from s join post p on p.account_id = s.account_id, today
    where s.must = '{}' and p.from_on <= day and (p.to_on is null or p.to_on >= day)
    union all
    select p.id, p.role, p.area_code, p.unit_id, p.from_on, p.to_on, p.account_id
    from s join deputy d on d.account_id = s.account_id and d.from_at <= domain and d.to_at > domain
    join post p on p.id = d.post_id, today
    where s.must = '{}' and p.from_on <= day and (p.to_on is null or p.to_on >= day)
  ), reach as (
    select coalesce(array_agg(distinct code), '{}') as codes from (
      select area_code as code from p where area_code is not null
      union all select u.area_code from p join unit u on u.id = p.unit_id) x
  ), scope as (
    select set_config('linli.account', s.account_id::text, true),
      set_config('linli.areas', (select coalesce(array_agg(distinct area_code), '{}') from p where area_code is not null)::text, true),
      set_config('linli.units', (select coalesce(array_agg(distinct unit_id), '{}') from p where unit_id is not null)::text, true),
      set_config('linli.heads', (select coalesce(array_agg(distinct unit_id), '{}') from p where unit_id is not null and role in ('grid_head', 'station_head'))::text, true),
      set_config('linli.roles', (select coalesce(array_agg(distinct role), '{}') from p)::text, true),
      set_config('linli.reach', (select codes from reach)::text, true),
      set_config('linli.lo', coalesce((select min(area_code) from p), ''), true),
      set_config('linli.hi', coalesce((select max(area_code || ':') from p), ''), true)
    from s
  )
  select s.id, s.account_id, s.name, s.username, s.must,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'areaCode', p.area_code, 'unitId', p.unit_id,
      'from', p.from_on, 'to', p.to_on, 'onBehalfOf', p.on_behalf_of) order by p.role, p.area_code), '[]') from p)
  from s, scope;
end $$;

-- Who reads the content: a mediator of the case who still holds a post, and the head of the mediating unit.
create function reads_mediation(mediators uuid[], unit uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select coalesce((nullif(current_setting('linli.account', true), '')::uuid = any (mediators) and nullif(current_setting('linli.roles', true), '') <> '{}')
    or unit = any (nullif(current_setting('linli.heads', true), '')::uuid[]), false)
$$;

-- The head is for them and for who mediated before, for the mediating unit, and for whoever sees the incident as a whole; a former party sees none.
alter table mediation enable row level security;
create policy mediation_scope on mediation for select to linli_app using (
  reads_mediation(mediators, unit_id)
  or (select nullif(current_setting('linli.account', true), ''))::uuid = any (former_mediators)
  or unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[])
  or exists (select from incident i where i.id = incident_id and (
    i.area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
    or (select nullif(current_setting('linli.account', true), ''))::uuid = any (i.reporter_accounts)
    or i.open_units && (select nullif(current_setting('linli.units', true), ''))::uuid[])));
create policy mediation_open on mediation for insert to linli_app with check (
  unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[]) and exists (select from incident i where i.id = incident_id));
create policy mediation_change on mediation for update to linli_app using (
  reads_mediation(mediators, unit_id) or unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[])) with check (true);
create policy mediation_job on mediation to linli_job using (true);
grant select, insert on mediation to linli_app;
grant update (version, seq, state, mediators, former_mediators, ended_at, sessions, last_session_at, next_session_at, agreement_kind, agreed_on, perform_by, court,
  court_asked_on, court_decided_on, is_performed, performed_on, steps_done, next_step, next_step_at, head_digest) on mediation to linli_app;
grant select, update (steps_done, next_step, next_step_at) on mediation to linli_job;

alter table mediation_action enable row level security;
create policy mediation_action_scope on mediation_action for select to linli_app using (
  exists (select from mediation m where m.id = mediation_id and reads_mediation(m.mediators, m.unit_id)));
create policy mediation_action_append on mediation_action for insert to linli_app with check (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  and exists (select from mediation m where m.id = mediation_id and (
    reads_mediation(m.mediators, m.unit_id) or m.unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[]))));
grant select, insert on mediation_action to linli_app;

alter table mediation_file enable row level security;
create policy mediation_file_scope on mediation_file for select to linli_app using (
  exists (select from mediation m where m.id = mediation_id and reads_mediation(m.mediators, m.unit_id)));
create policy mediation_file_add on mediation_file for insert to linli_app with check (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  and exists (select from mediation m where m.id = mediation_id and reads_mediation(m.mediators, m.unit_id))
  and exists (select from file f where f.id = file_id and f.account_id = mediation_file.account_id));
create policy mediation_file_job on mediation_file for select to linli_job using (true);
grant select, insert on mediation_file to linli_app;
grant select on mediation_file to linli_job;

-- Null for a file of no mediation; otherwise whether the caller reads that one.
create function reads_mediation_file(file uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select reads_mediation(m.mediators, m.unit_id) from mediation_file f join mediation m on m.id = f.mediation_id where f.file_id = file
$$;
alter policy file_scope on file using (coalesce(reads_mediation_file(id),
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  or exists (select from evidence e where e.file_id = file.id and e.account_id is not distinct from file.account_id
    and (file.account_id is not null or file.report_id = e.report_id))));

-- A file of a mediation is nobody's evidence elsewhere: naming it in an incident would show it to everybody there.
create or replace function file_standing(ids uuid[], report uuid) returns table (id uuid, standing text, kind text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  me constant uuid := nullif(current_setting('linli.account', true), '');
begin
  return query
  select wanted.id,
    case
      when f.id is null then case
        when exists (select from evidence e where e.file_id = wanted.id
          and not coalesce(e.account_id = me or (e.account_id is null and e.report_id = report), false)) then 'foreign'
        else 'awaited' end
      when not coalesce(f.account_id = me or (f.account_id is null and f.report_id = report), false) then 'foreign'
      when exists (select from mediation_file m where m.file_id = f.id) then 'foreign'
      else f.state end,
    f.kind
  from unnest(ids) wanted(id) left join file f on f.id = wanted.id;
end $$;

-- Colleagues of the mediating unit and of its area who could mediate, for whoever opens a case there or mediates one.
create function mediation_candidates(unit uuid, roles text[], domain timestamptz) returns table (id uuid, name text, role text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (a.name, a.id) a.id, a.name, p.role
  from unit u join post p on p.unit_id = u.id or p.area_code ^@ u.area_code or exists (select from unit o where o.id = p.unit_id and o.area_code ^@ u.area_code)
    join account a on a.id = p.account_id
  where u.id = mediation_candidates.unit and not a.is_disabled and p.role = any (mediation_candidates.roles)
    and p.from_on <= (domain at time zone 'Asia/Shanghai')::date and (p.to_on is null or p.to_on >= (domain at time zone 'Asia/Shanghai')::date)
    and (u.id = any (nullif(current_setting('linli.units', true), '')::uuid[])
      or exists (select from mediation m where m.unit_id = u.id and reads_mediation(m.mediators, m.unit_id)))
  order by a.name, a.id, p.role limit 500
$$;
revoke all on function reads_mediation(uuid[], uuid), reads_mediation_file(uuid), mediation_candidates(uuid, text[], timestamptz) from public;
grant execute on function reads_mediation(uuid[], uuid), reads_mediation_file(uuid), mediation_candidates(uuid, text[], timestamptz) to linli_app;
