-- owner: identity
-- What somebody was responsible for goes back when their time ends: a post, an account, or standing in for another. Timed like
-- everything else by a due column; whoever is to take over is named here.
create table hand_over (
  id uuid primary key,
  account_id uuid not null references account,
  successor_id uuid references account,
  post_id uuid references post,
  deputy_id uuid references deputy,
  why text not null check (why in ('post', 'account', 'deputy')),
  due_at timestamptz not null,
  done_at timestamptz,
  incidents int not null default 0,
  given_by uuid references account,
  check ((why = 'post') = (post_id is not null) and (why = 'deputy') = (deputy_id is not null))
);
comment on table hand_over is 'When an account stops being responsible, and to whom its open incidents go (交接)';
create index hand_over_due on hand_over (due_at) where done_at is null;
create unique index hand_over_post on hand_over (post_id) where done_at is null;
create unique index hand_over_deputy on hand_over (deputy_id) where done_at is null;
create index hand_over_account on hand_over (account_id);

alter table deputy
  add column version int not null default 1,
  add column given_by uuid references account,
  add column created_at timestamptz;
insert into hand_over (id, account_id, successor_id, deputy_id, why, due_at)
  select gen_random_uuid(), d.account_id, p.account_id, d.id, 'deputy', d.to_at from deputy d join post p on p.id = d.post_id where d.account_id is not null;

alter table hand_over enable row level security;
create policy hand_over_scope on hand_over for select to linli_app using (
  'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[])
  or account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  or exists (select from post p where p.id = post_id)
  or exists (select from deputy d where d.id = deputy_id));
create policy hand_over_plan on hand_over for insert to linli_app with check (
  given_by = (select nullif(current_setting('linli.account', true), ''))::uuid and done_at is null);
create policy hand_over_move on hand_over for update to linli_app using (
  done_at is null and (exists (select from post p where p.id = post_id) or exists (select from deputy d where d.id = deputy_id)));
create policy hand_over_job on hand_over to linli_job using (true);
grant select, insert, update (due_at, successor_id) on hand_over to linli_app;
grant select, update on hand_over to linli_job;

-- Absences are entered by the holder, by leader and centre of the place, by the security administrator (judged in contract/identity/
-- deputy.ts); the deputy sees theirs before it begins.
drop policy deputy_give on deputy;
create policy deputy_give on deputy for insert to linli_app with check (
  exists (select from post p left join unit u on u.id = p.unit_id where p.id = post_id and (
    p.account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
    or 'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[])
    or coalesce(p.area_code, u.area_code) ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[]))));
create policy deputy_end on deputy for update to linli_app using (
  exists (select from post p left join unit u on u.id = p.unit_id where p.id = post_id and (
    p.account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
    or 'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[])
    or coalesce(p.area_code, u.area_code) ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[]))));
create policy deputy_mine on deputy for select to linli_app using (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid);
grant update (to_at, version) on deputy to linli_app;

-- Whether somebody may stand in hangs on posts and absences that whoever asks may not see. Instants in epoch milliseconds.
create function deputy_facts(post uuid, deputy uuid, domain timestamptz) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with absent as (
    select p.id, p.account_id, p.role, coalesce(p.area_code, u.area_code) as area_code, p.from_on, p.to_on
    from post p left join unit u on u.id = p.unit_id where p.id = deputy_facts.post
  ), known as (
    select a.id, a.is_disabled, (select coalesce(jsonb_agg(jsonb_build_object('role', p.role,
        'areaCode', coalesce(p.area_code, u.area_code, ''), 'from', p.from_on, 'to', p.to_on)), '[]')
      from post p left join unit u on u.id = p.unit_id
      where p.account_id = a.id and (p.to_on is null or p.to_on >= (domain at time zone 'Asia/Shanghai')::date)) as posts
    from account a where a.id = deputy_facts.deputy
  ), others as (
    select d.id, d.post_id, p.account_id as holder_id, d.account_id as deputy_id,
      extract(epoch from d.from_at) * 1000 as from_ms, extract(epoch from d.to_at) * 1000 as to_ms
    from deputy d join post p on p.id = d.post_id, absent
    where d.to_at > domain and (p.account_id in (absent.account_id, deputy_facts.deputy) or d.account_id in (absent.account_id, deputy_facts.deputy))
  )
  select jsonb_build_object(
    'post', (select jsonb_build_object('id', id, 'accountId', account_id, 'role', role, 'areaCode', coalesce(area_code, ''), 'from', from_on, 'to', to_on) from absent),
    'deputy', (select jsonb_build_object('id', id, 'isDisabled', is_disabled, 'posts', posts) from known),
    'others', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'postId', post_id, 'holderId', holder_id, 'deputyId', deputy_id, 'from', from_ms, 'to', to_ms)), '[]') from others))
$$;
-- Colleagues of the community (or area) of a post, who might stand in.
create function deputy_candidates(home text, domain timestamptz)
returns table (account_id uuid, name text, role text, area_code text, unit_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.name, p.role, coalesce(p.area_code, u.area_code), p.unit_id
  from post p join account a on a.id = p.account_id left join unit u on u.id = p.unit_id
  where home <> '' and not a.is_disabled and coalesce(p.area_code, u.area_code) ^@ home and p.from_on <= (domain at time zone 'Asia/Shanghai')::date
    and (p.to_on is null or p.to_on >= (domain at time zone 'Asia/Shanghai')::date)
  order by a.name, a.id limit 500
$$;
revoke all on function deputy_facts(uuid, uuid, timestamptz), deputy_candidates(text, timestamptz) from public;
grant execute on function deputy_facts(uuid, uuid, timestamptz), deputy_candidates(text, timestamptz) to linli_app;
