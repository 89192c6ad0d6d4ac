-- owner: notify
create table message (
  id uuid primary key,
  unit_id uuid references unit, account_id uuid references account,
  incident_id uuid not null references incident,
  area_code text collate "C" not null,
  message text not null, at timestamptz not null, is_alarm boolean not null default false, read_at timestamptz,
  check ((unit_id is null) <> (account_id is null))
);
comment on table message is 'What the system told a unit or an account about an incident';
create index message_unit on message (unit_id, at desc);
create index message_account on message (account_id, at desc);
create index message_incident on message (incident_id);
alter table message enable row level security;
create policy message_mine on message for select to linli_app using (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  or unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[]));
create policy message_read on message for update to linli_app using (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  or unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[]));
create policy message_write on message for insert to linli_app with check (true);
create policy message_job on message to linli_job using (true);
grant select, insert on message to linli_app, linli_job;
grant update (read_at) on message to linli_app;
