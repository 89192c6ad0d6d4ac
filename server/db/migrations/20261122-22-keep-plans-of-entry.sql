-- owner: identity
-- Every request enters by session_enter, and most ask is_party, file_standing or area_locate. As SQL functions they were planned
-- anew in every call (1 to 2 ms for the entry, measured); plpgsql keeps the plan with the connection (0.1 ms). They look things
-- up, as before; what may be done is still decided in TypeScript alone.
create or replace function session_enter(digest bytea, wall timestamptz, domain timestamptz)
returns table (session_id uuid, account_id uuid, name text, username text, posts jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with s as (
    select s.id, a.id as account_id, a.name, a.username from session s join account a on a.id = s.account_id
    where s.token_digest = digest and s.ended_at is null and s.idle_until > wall and s.absolute_until > wall and not a.is_disabled
  ), seen as (
    -- Written at most once a minute: a session row must not become the hot spot of its owner's requests.
    update session set last_seen_at = wall, idle_until = wall + (session.idle_until - session.last_seen_at)
    from s where session.id = s.id and session.last_seen_at < wall - interval '1 minute'
  ), today as (select (domain at time zone 'Asia/Shanghai')::date as day
  ), p as (
    select p.id, p.role, p.area_code, p.unit_id, p.from_on, p.to_on, null::uuid as on_behalf_of
    from s join post p on p.account_id = s.account_id, today where p.from_on <= day and (p.to_on is null or p.to_on >= day)
    union all
    select p.id, p.role, p.area_code, p.unit_id, p.from_on, p.to_on, p.account_id
    from s join deputy d on d.account_id = s.account_id and d.from_at <= domain and d.to_at > domain
    join post p on p.id = d.post_id, today where p.from_on <= day and (p.to_on is null or p.to_on >= day)
  ), reach as (
    select coalesce(array_agg(distinct code), '{}') as codes from (
      select area_code as code from p where area_code is not null
      union all select u.area_code from p join unit u on u.id = p.unit_id) x
  ), scope as (
    select set_config('linli.account', s.account_id::text, true),
      set_config('linli.areas', (select coalesce(array_agg(distinct area_code), '{}') from p where area_code is not null)::text, true),
      set_config('linli.units', (select coalesce(array_agg(distinct unit_id), '{}') from p where unit_id is not null)::text, true),
      set_config('linli.roles', (select coalesce(array_agg(distinct role), '{}') from p)::text, true),
      set_config('linli.reach', (select codes from reach)::text, true),
      set_config('linli.lo', coalesce((select min(area_code) from p), ''), true),
      set_config('linli.hi', coalesce((select max(area_code || ':') from p), ''), true)
    from s
  )
  select s.id, s.account_id, s.name, s.username,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'areaCode', p.area_code, 'unitId', p.unit_id,
      'from', p.from_on, 'to', p.to_on, 'onBehalfOf', p.on_behalf_of) order by p.role, p.area_code), '[]') from p)
  from s, scope;
end $$;

create or replace function is_party(incident uuid, open_only boolean) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from incident_party p where p.incident_id = is_party.incident and (p.to_at is null or not open_only)
    and p.unit_id = any (nullif(current_setting('linli.units', true), '')::uuid[]));
end $$;

create or replace function file_standing(ids uuid[], report uuid) returns table (id uuid, standing text, kind text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select wanted.id,
    case when f.id is null then 'awaited'
      when not coalesce(f.account_id = nullif(current_setting('linli.account', true), '')::uuid
        or (f.account_id is null and f.report_id = report), false) then 'foreign'
      else f.state end,
    f.kind
  from unnest(ids) wanted(id) left join file f on f.id = wanted.id;
end $$;

create or replace function area_locate(lng float8, lat float8) returns table (code text, name text, level text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select a.code, a.name, a.level from area a
  where a.valid_to is null and length(a.code) <= 15 and st_covers(a.boundary, st_setsrid(st_makepoint(lng, lat), 4326))
  order by length(a.code) desc, a.code limit 1;
end $$;
