-- owner: incident
-- One row per incident, as contract/src/incident/model.ts describes it (IncidentColumns); everything else is read off this
-- row and its append-only history.
create sequence incident_intake_no;
create table incident (
  id uuid primary key,
  number text not null unique,
  intake_no bigint not null default nextval('incident_intake_no') unique,
  procedure_key text not null, procedure_version int not null,
  state text not null, stage text not null check (stage in ('report', 'accept', 'route', 'dispatch', 'handle', 'archive')),
  version int not null check (version > 0), seq int not null check (seq > 0), round int not null check (round > 0),
  area_code text collate "C" not null references area,
  reported_area text collate "C" not null,
  is_outside_grids boolean not null,
  edition_id uuid not null references edition,
  matter_code text not null, condition_id text,
  urgency text not null, source text not null,
  description text not null check (length(description) <= 4000),
  lng float8, lat float8, accuracy float8, address text, building_id uuid references building,
  occurred_at timestamptz, received_at timestamptz not null,
  form jsonb not null default '{}',
  report_count int not null check (report_count >= 0),
  secret_digest bytea,
  linked_from uuid references incident,
  result text, outcome_note text,
  holder_unit uuid references unit, holder_kind text, holder_area text collate "C", holder_account uuid references account,
  desk_unit uuid not null references unit, desk_area text collate "C" not null,
  check_unit uuid references unit, check_kind text check (check_kind in ('precheck', 'postcheck')), check_found boolean,
  reporter_account uuid references account, reporter_unit uuid references unit, reporter_kind text, reporter_area text collate "C",
  reporter_accounts uuid[] not null default '{}',
  answerable_account uuid references account,
  on_the_spot boolean not null, on_scene jsonb not null default '[]',
  dispatched_at timestamptz, decline_until timestamptz, declines jsonb not null default '[]',
  escalated_centres uuid[] not null default '{}', reworks int not null default 0,
  finished_by uuid references account, finished_for uuid references account, finished_at timestamptz,
  verified_by uuid references account, verified_at timestamptz,
  condition_met boolean, degree text, closed_at timestamptz, follow_up_until timestamptz,
  solved boolean, satisfied int check (satisfied between 1 and 5), archived_at timestamptz,
  suspended_from timestamptz, suspended_until timestamptz,
  merged_into uuid references incident, set_aside jsonb, notice_until timestamptz,
  state_since timestamptz not null, state_due_at timestamptz, state_trace jsonb not null default '[]',
  promise_started_at timestamptz, promise_amount numeric, promise_unit text, promise_due_at timestamptz, promise_stopped_at timestamptz,
  promise_trace jsonb not null default '[]', pauses jsonb not null default '[]', extensions jsonb not null default '[]',
  due_at timestamptz, remind_at timestamptz, warn_at timestamptz, escalate_at timestamptz,
  steps_done text[] not null default '{}', next_step text, next_step_at timestamptz,
  is_late boolean not null default false, state_late boolean not null default false, promise_late boolean not null default false,
  late_since timestamptz, promise_missed boolean not null default false, past_rounds jsonb not null default '[]',
  head_digest bytea not null,
  check ((next_step is null) = (next_step_at is null)),
  check ((merged_into is null) = (state <> 'merged')),
  check (merged_into <> id)
);
comment on table incident is 'One occurrence of a matter, with one holder at any moment';
create index incident_area on incident (area_code, intake_no desc);
create index incident_area_due on incident (area_code, due_at, intake_no) where due_at is not null;
create index incident_due on incident (due_at, intake_no) where due_at is not null;
create index incident_area_state on incident (area_code, state, intake_no desc);
create index incident_area_matter on incident (area_code, matter_code, intake_no desc);
create index incident_holder on incident (holder_unit, due_at, intake_no) where holder_unit is not null;
create index incident_received on incident (received_at desc, intake_no desc);
create index incident_step on incident (next_step_at) where next_step_at is not null;
create index incident_near on incident (matter_code, lng, received_at) where merged_into is null;
create index incident_merged on incident (merged_into) where merged_into is not null;
create index incident_reporters on incident using gin (reporter_accounts);

create table report (
  id uuid primary key,
  incident_id uuid not null references incident,
  home_incident uuid not null references incident,
  description text not null check (length(description) <= 4000),
  source text not null,
  account_id uuid references account,
  reporter_name text, reporter_phone bytea, phone_digest bytea,
  lng float8, lat float8, address text,
  occurred_at timestamptz, received_at timestamptz not null,
  evidence uuid[] not null default '{}'
);
comment on table report is 'What one reporter said; merging moves it to the other incident, home_incident is where it first belonged';
create index report_incident on report (incident_id, received_at);
create index report_home on report (home_incident);
create index report_phone on report (phone_digest) where phone_digest is not null;

create table incident_action (
  incident_id uuid not null references incident,
  seq int not null,
  action text not null, round int not null,
  actor_kind text not null check (actor_kind in ('staff', 'resident', 'system')),
  by_actor boolean not null,
  account_id uuid references account, actor_name text not null, on_behalf_of uuid references account, post_id uuid references post, unit_id uuid references unit,
  from_state text, to_state text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  due_was timestamptz,
  data jsonb,
  salt bytea not null, payload_digest bytea not null, digest bytea not null,
  primary key (incident_id, seq)
);
comment on table incident_action is 'History of an incident: append-only, one HMAC chain per incident; data may be erased by law without breaking the chain';
create trigger incident_action_append_only before update or delete on incident_action for each statement execute function refuse_change();

create table incident_party (
  incident_id uuid not null references incident,
  unit_id uuid not null references unit,
  part text not null, kind text not null, area_code text collate "C" not null,
  from_at timestamptz not null, to_at timestamptz, arrived_at timestamptz,
  incident_area text collate "C" not null,
  id bigint generated always as identity primary key
);
comment on table incident_party is 'Units that take or took part: the one way in for units outside the area';
create unique index incident_party_open on incident_party (incident_id, unit_id, part) where to_at is null;
create index incident_party_unit on incident_party (unit_id, incident_id);

-- The area of an incident stands in its parties too, for their policy. A corrected place moves both; a trigger keeps them
-- together, because whoever corrects the place may not see where it comes to lie.
create function incident_party_follow() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  update incident_party set incident_area = new.area_code where incident_id = new.id;
  return null;
end $$;
create trigger incident_party_follow after update of area_code on incident
  for each row when (old.area_code <> new.area_code) execute function incident_party_follow();

create table incident_request (
  incident_id uuid not null references incident, seq int not null,
  kind text not null check (kind in ('extend', 'suspend')), until timestamptz not null,
  unit_id uuid not null references unit, account_id uuid not null references account,
  outcome text check (outcome in ('granted', 'refused', 'lapsed')), closed_at timestamptz,
  primary key (incident_id, seq)
);
comment on table incident_request is 'Extensions and suspensions that a unit asked for';

create table incident_supervision (
  incident_id uuid not null references incident, seq int not null,
  grade text not null, unit_id uuid references unit, due_at timestamptz, is_automatic boolean not null, order_text text,
  outcome text check (outcome in ('answered', 'ended')), closed_at timestamptz,
  primary key (incident_id, seq)
);
comment on table incident_supervision is 'Orders to a late or poor holder (督办)';

create table evidence (
  incident_id uuid not null references incident, file_id uuid not null,
  report_id uuid references report, seq int not null, purpose text not null, account_id uuid references account, added_at timestamptz not null,
  primary key (incident_id, file_id)
);
comment on table evidence is 'Files that belong to an incident; one that is still on its way has no file row yet (awaited)';
create index evidence_file on evidence (file_id);

create table anchor (seq bigint generated always as identity primary key, at timestamptz not null, incidents int not null, digest bytea not null);
comment on table anchor is 'Hourly digest over the heads of all chains changed since the last one';

alter table incident enable row level security;
alter table report enable row level security;
alter table incident_action enable row level security;
alter table incident_party enable row level security;
alter table incident_request enable row level security;
alter table incident_supervision enable row level security;
alter table evidence enable row level security;
alter table anchor enable row level security;

-- Whether one of the caller's units takes part (open_only) or ever took part; definer, so that policies do not chase each other.
create function is_party(incident uuid, open_only boolean) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select from incident_party p where p.incident_id = is_party.incident and (p.to_at is null or not open_only)
    and p.unit_id = any (nullif(current_setting('linli.units', true), '')::uuid[]))
$$;

create policy incident_scope on incident for select to linli_app using (
  area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or holder_unit = any ((select nullif(current_setting('linli.units', true), ''))::uuid[])
  or (select nullif(current_setting('linli.account', true), ''))::uuid = any (reporter_accounts)
  or is_party(id, false));
create policy incident_report on incident for insert to linli_app with check (
  area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[]) or (select nullif(current_setting('linli.account', true), ''))::uuid = any (reporter_accounts));
create policy incident_change on incident for update to linli_app using (
  area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or holder_unit = any ((select nullif(current_setting('linli.units', true), ''))::uuid[])
  or (select nullif(current_setting('linli.account', true), ''))::uuid = any (reporter_accounts)
  or is_party(id, false)) with check (true);
-- Contacts are for the area, the reporter and whoever works on it now; a former party reads none.
create policy report_scope on report for select to linli_app using (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid or is_party(incident_id, true)
  or exists (select from incident i where i.id = incident_id and i.area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])));
create policy report_add on report for insert to linli_app with check (exists (select from incident i where i.id = incident_id));
create policy report_move on report for update to linli_app using (exists (select from incident i where i.id = incident_id)) with check (true);
create policy incident_action_scope on incident_action for select to linli_app using (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid or unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[]) or is_party(incident_id, true)
  or exists (select from incident i where i.id = incident_id and (i.area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[]) or (select nullif(current_setting('linli.account', true), ''))::uuid = any (i.reporter_accounts))));
create policy incident_action_append on incident_action for insert to linli_app with check (exists (select from incident i where i.id = incident_id));
create policy incident_party_scope on incident_party to linli_app using (
  incident_area ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[]) or unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[]) or is_party(incident_id, true))
  with check (exists (select from incident i where i.id = incident_id));
-- Seen by whoever sees the work itself: area, reporter, open party; a former party sees none.
create policy evidence_scope on evidence for select to linli_app using (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid or is_party(incident_id, true)
  or exists (select from incident i where i.id = incident_id and (i.area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
    or (select nullif(current_setting('linli.account', true), ''))::uuid = any (i.reporter_accounts))));
create policy evidence_add on evidence for insert to linli_app with check (exists (select from incident i where i.id = incident_id));
create policy evidence_job on evidence to linli_job using (true);
create policy incident_request_scope on incident_request to linli_app using (exists (select from incident i where i.id = incident_id));
create policy incident_supervision_scope on incident_supervision to linli_app using (exists (select from incident i where i.id = incident_id));

create policy incident_job on incident to linli_job using (true);
create policy report_job on report to linli_job using (true);
create policy incident_action_job on incident_action to linli_job using (true);
create policy incident_party_job on incident_party to linli_job using (true);
create policy incident_request_job on incident_request to linli_job using (true);
create policy incident_supervision_job on incident_supervision to linli_job using (true);
create policy anchor_job on anchor to linli_job using (true);

grant select, insert, update on incident, incident_party, incident_request, incident_supervision to linli_app, linli_job;
grant select, insert on report, evidence to linli_app, linli_job;
grant update (incident_id) on evidence to linli_app, linli_job;
grant update (incident_id) on report to linli_app, linli_job;
grant select, insert on incident_action, anchor to linli_job;
grant select, insert on incident_action to linli_app;
grant usage on sequence incident_intake_no, change_seq_seq, anchor_seq_seq to linli_app, linli_job;
