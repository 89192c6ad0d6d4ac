-- owner: incident
-- Orders and requests are part of the work: a former party reads its own only, like the acts of the history.
drop policy incident_request_scope on incident_request;
drop policy incident_supervision_scope on incident_supervision;
do $$
declare t text;
begin
  foreach t in array array['incident_request', 'incident_supervision'] loop
    execute format($p$create policy %I on %I for select to linli_app using (
      unit_id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[]) or is_party(incident_id, true)
      or exists (select from incident i where i.id = incident_id
        and (i.area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
          or (select nullif(current_setting('linli.account', true), ''))::uuid = any (i.reporter_accounts))))$p$, t || '_scope', t);
    execute format('create policy %I on %I for insert to linli_app with check (exists (select from incident i where i.id = incident_id))', t || '_add', t);
    execute format('create policy %I on %I for update to linli_app using (exists (select from incident i where i.id = incident_id))', t || '_end', t);
  end loop;
end $$;

-- Whether the caller sees the whole history of an incident, and not only the acts of their own unit.
create function sees_history(incident uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (select from incident i where i.id = sees_history.incident
    and (i.area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
      or (select nullif(current_setting('linli.account', true), ''))::uuid = any (i.reporter_accounts)))
    or is_party(incident, true)
$$;
revoke all on function sees_history(uuid) from public;
grant execute on function sees_history(uuid) to linli_app;
