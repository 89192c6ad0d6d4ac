-- owner: identity
-- A session says from what device and network it was opened, as its owner needs to know it again: no user agent, no whole address.
-- One that is opened before its account is guarded as its posts ask has no scope until that is done (`must`).
alter table session
  add column must text[] not null default '{}' check (must <@ array['password', 'otp']),
  add column browser text check (length(browser) <= 60),
  add column system text check (length(system) <= 60),
  add column address text check (length(address) <= 40);
comment on column session.must is 'What its owner must do before the session opens anything else';

drop function session_enter(bytea, timestamptz, timestamptz);
create function session_enter(digest bytea, wall timestamptz, domain timestamptz)
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
revoke all on function session_enter(bytea, timestamptz, timestamptz) from public;
grant execute on function session_enter(bytea, timestamptz, timestamptz) to linli_auth;

-- The security administrator ends sessions of others, and sees no more of them than that they are there.
create policy session_end on session for update to linli_app using (
  'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
create policy session_find on session for select to linli_app using (
  'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
grant select (id, account_id, ended_at), update (ended_at) on session to linli_app;
-- An end is told to every server through the change feed, so that open streams end with it.
create policy change_sign_in on change for insert to linli_auth with check (kind = 'session');
grant insert on change to linli_auth;
