-- owner of roster: identity
-- Duty is entered by leaders, centres and station heads of the area (judged in contract/identity/roster.ts) and ended early by them.
alter table roster
  add column version int not null default 1,
  add column given_by uuid references account,
  add column created_at timestamptz;
create index roster_account on roster (account_id);
create index roster_time on roster (from_at, id);

create policy roster_give on roster for insert to linli_app with check (
  given_by = (select nullif(current_setting('linli.account', true), ''))::uuid
  and exists (select from unit u where u.id = unit_id
    and u.area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])));
create policy roster_end on roster for update to linli_app using (
  exists (select from unit u where u.id = unit_id
    and u.area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])));
grant insert, update (to_at, version) on roster to linli_app;
