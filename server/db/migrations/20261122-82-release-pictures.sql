-- owner: incident
-- Pictures of the result that the desk lets the reporter see, one by one; taken back, the row is gone and the audit log says so. None is
-- seen by default: nobody but the desk has looked whether a face, a number plate or somebody's home is in it.
create table evidence_release (
  incident_id uuid not null references incident,
  file_id uuid not null references file,
  account_id uuid not null references account,
  at timestamptz not null,
  primary key (incident_id, file_id)
);
comment on table evidence_release is 'Pictures of the result that the reporter may see, and who of the desk let them be seen';
create index evidence_release_file on evidence_release (file_id);
create index evidence_release_account on evidence_release (account_id);
alter table evidence_release enable row level security;
create policy evidence_release_scope on evidence_release for select to linli_app using (
  exists (select from evidence e where e.incident_id = evidence_release.incident_id and e.file_id = evidence_release.file_id));
-- Whoever acts for the desk, in their own name, and only a picture that was named as evidence there by whoever sent it.
create policy evidence_release_show on evidence_release for insert to linli_app with check (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  and exists (select from incident i where i.id = incident_id and i.desk_unit = any ((select nullif(current_setting('linli.units', true), ''))::uuid[]))
  and exists (select from evidence e join file f on f.id = e.file_id and f.account_id = e.account_id
    where e.incident_id = evidence_release.incident_id and e.file_id = evidence_release.file_id and f.kind = 'photo' and f.state = 'ready'));
create policy evidence_release_hide on evidence_release for delete to linli_app using (
  exists (select from incident i where i.id = incident_id and i.desk_unit = any ((select nullif(current_setting('linli.units', true), ''))::uuid[])));
create policy evidence_release_job on evidence_release to linli_job using (true);
grant select, insert, delete on evidence_release to linli_app;
grant select on evidence_release to linli_job;

-- What the reporter may look at, where the way of their report leads.
create function public_pictures(incident_number text, proof bytea)
returns table (id uuid, media_type text, sha256 bytea, width int, height int, at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.id, f.media_type, f.sha256, f.width, f.height, r.at
  from public_way(incident_number, proof) w
  join evidence_release r on r.incident_id = w[array_length(w, 1)]
  join evidence e on e.incident_id = r.incident_id and e.file_id = r.file_id
  join file f on f.id = r.file_id and f.account_id = e.account_id and f.state = 'ready' and f.kind = 'photo'
  order by e.seq, f.id
$$;
revoke all on function public_pictures(text, bytea) from public;
grant execute on function public_pictures(text, bytea) to linli_public;
