-- owner: incident
create table excuse (
  id uuid primary key, no bigint generated always as identity, version int not null,
  incident_id uuid not null references incident, unit_id uuid not null references unit, round int not null,
  area_code text collate "C" not null,
  state text not null check (state in ('asked', 'upheld', 'granted', 'refused')),
  reason text not null check (length(reason) <= 2000), asked_by uuid not null references account, asked_at timestamptz not null,
  first_by uuid references account, first_at timestamptz, first_granted boolean, first_reason text,
  second_by uuid references account, second_at timestamptz, second_granted boolean, second_reason text,
  check (second_by is null or (second_by <> first_by and second_by <> asked_by)), check (first_by is null or first_by <> asked_by)
);
comment on table excuse is 'A late unit asks to be left out of the statistics (免责): two reviews by two people; that it was late stays';
-- Asked once for a unit and a round: a refusal is not asked again under another number.
create unique index excuse_once on excuse (incident_id, unit_id, round);
create index excuse_area on excuse (area_code, no desc);
create index excuse_unit on excuse (unit_id, no desc);
create index excuse_open on excuse (state, no desc) where state in ('asked', 'upheld');
alter table excuse enable row level security;
create policy excuse_scope on excuse for select to linli_app using (
  area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[]));
create policy excuse_ask on excuse for insert to linli_app with check (
  unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[])
  and asked_by = (select nullif(current_setting('linli.account', true), ''))::uuid);
create policy excuse_review on excuse for update to linli_app using (
  area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[]));
create policy excuse_job on excuse for select to linli_job using (true);
grant select, insert on excuse to linli_app;
grant update (version, state, first_by, first_at, first_granted, first_reason, second_by, second_at, second_granted, second_reason) on excuse to linli_app;
grant select on excuse to linli_job;
