-- owner: identity
create table unit (
  id uuid primary key,
  key text not null unique,
  line text,
  name text not null,
  kind text not null check (kind in ('centre', 'team', 'department', 'community', 'company')),
  area_code text collate "C" not null references area,
  is_active boolean not null default true,
  version int not null default 1
);
comment on table unit is 'Whoever can hold an incident: centre, grid team, department, community, company';
comment on column unit.line is 'Line of duty (条线) by which the catalogue names a department; the same in every town';
create index unit_area on unit (area_code);
create unique index unit_one_centre on unit (area_code) where kind = 'centre';
create unique index unit_one_team on unit (area_code) where kind = 'team';

create table account (
  id uuid primary key,
  username text not null unique,
  name text not null,
  work_number text unique,
  phone bytea,
  password_hash text not null,
  password_changed_at timestamptz not null,
  otp_secret bytea,
  otp_last_step bigint,
  is_disabled boolean not null default false,
  failed_count int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null,
  version int not null default 1
);
comment on table account is 'Staff who can sign in; never a row of the registers';

create table post (
  id uuid primary key,
  account_id uuid not null references account,
  role text not null,
  area_code text collate "C" references area,
  unit_id uuid references unit,
  from_on date not null,
  to_on date,
  given_by uuid references account,
  created_at timestamptz not null,
  version int not null default 1,
  check (to_on is null or to_on >= from_on)
);
comment on table post is 'A role of an account in an area or unit, with dates';
create index post_account on post (account_id);
create index post_unit on post (unit_id);
create index post_area on post (area_code);

create table deputy (
  id uuid primary key,
  post_id uuid not null references post,
  account_id uuid references account,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  reason text not null
);
comment on table deputy is 'Absence from a post, with who stands in meanwhile (B 岗); account_id null = nobody does';
create index deputy_account on deputy (account_id);
create index deputy_post on deputy (post_id);

create table roster (
  id uuid primary key,
  unit_id uuid not null references unit,
  account_id uuid not null references account,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at)
);
comment on table roster is 'Who is on duty when (值班表)';
create index roster_unit on roster (unit_id, from_at);

create table session (
  id uuid primary key,
  token_digest bytea not null unique,
  account_id uuid not null references account,
  door text not null check (door in ('console', 'field', 'program')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_until timestamptz not null,
  absolute_until timestamptz not null,
  ended_at timestamptz
);
comment on table session is 'Signed-in sessions; only a digest of the token is kept';
create index session_account on session (account_id) where ended_at is null;

-- Entry of every staff request: finds the session, the posts in force and the posts held as deputy, and sets the scope of
-- this transaction. Wall time judges the session, the domain clock judges posts (a virtual clock must not sign people out).
create function session_enter(digest bytea, wall timestamptz, domain timestamptz)
returns table (session_id uuid, account_id uuid, name text, username text, posts jsonb)
language sql volatile security definer set search_path = public as $$
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
  from s, scope
$$;
revoke all on function session_enter from public;

alter table unit enable row level security;
alter table account enable row level security;
alter table post enable row level security;
alter table deputy enable row level security;
alter table roster enable row level security;
alter table session enable row level security;

create policy unit_scope on unit for select to linli_app using (
  area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[])
  or exists (select from unnest((select nullif(current_setting('linli.reach', true), ''))::text[]) mine where mine ^@ area_code and kind in ('centre', 'department')));
create policy post_scope on post for select to linli_app using (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  or area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or exists (select from unit u where u.id = unit_id and u.area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[]))
  or 'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
create policy account_scope on account for select to linli_app using (
  id = (select nullif(current_setting('linli.account', true), ''))::uuid
  or 'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[])
  or exists (select from post p where p.account_id = account.id));
create policy deputy_scope on deputy for select to linli_app using (exists (select from post p where p.id = post_id));
create policy roster_scope on roster for select to linli_app using (exists (select from unit u where u.id = unit_id));

create policy account_write on account for update to linli_app using ('security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
create policy account_create on account for insert to linli_app with check ('security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
-- Who may give which post is judged in TypeScript (contract/identity/roles.ts); the database keeps it inside the giver's areas.
create policy post_give on post for insert to linli_app with check (
  account_id <> (select nullif(current_setting('linli.account', true), ''))::uuid
  and ('security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[])
    or coalesce(area_code, (select u.area_code from unit u where u.id = unit_id)) ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])));
create policy post_end on post for update to linli_app using (
  'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[])
  or coalesce(area_code, (select u.area_code from unit u where u.id = unit_id)) ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[]));
create policy deputy_give on deputy for insert to linli_app with check (
  exists (select from post p where p.id = post_id and (p.account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
    or 'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]))));

create policy account_auth on account to linli_auth using (true);
create policy post_auth on post for select to linli_auth using (true);
create policy session_auth on session to linli_auth using (true);
create policy unit_job on unit to linli_job using (true);
create policy account_job on account to linli_job using (true);
create policy post_job on post to linli_job using (true);
create policy deputy_job on deputy to linli_job using (true);
create policy roster_job on roster to linli_job using (true);

grant select on unit, post, deputy, roster to linli_app, linli_job;
grant select (id, username, name, is_disabled, locked_until, failed_count, created_at, version) on account to linli_app, linli_job;
grant update (name, phone, password_hash, password_changed_at, is_disabled, failed_count, locked_until, otp_secret, version) on account to linli_app;
grant insert on account, post, deputy to linli_app;
grant update (to_on, version) on post to linli_app;
grant select, update on account to linli_auth;
grant select (account_id, role) on post to linli_auth;
grant select, insert, update on session to linli_auth;
