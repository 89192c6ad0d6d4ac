-- owner: incident
-- Which units take part, and ever did, stands in the incident itself too: the policy asks this of every row that a list passes over,
-- and a look into incident_party for each costs eight microseconds. Whoever writes an act sets both; the trigger has the last word.
alter table incident add column party_units uuid[] not null default '{}', add column open_units uuid[] not null default '{}';
comment on column incident.party_units is 'Units that take or took part, in order, each once; follows incident_party';
comment on column incident.open_units is 'Units that take part now, in order, once for each open part; follows incident_party';

create function incident_units_follow() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update incident i set party_units = u.ever, open_units = u.now
  from (select coalesce(array_agg(distinct p.unit_id), '{}') as ever,
      coalesce(array_agg(p.unit_id order by p.unit_id) filter (where p.to_at is null), '{}') as now
    from incident_party p where p.incident_id = new.incident_id) u
  where i.id = new.incident_id and (i.party_units <> u.ever or i.open_units <> u.now);
  return null;
end $$;
revoke all on function incident_units_follow() from public;
-- At the end of the transaction, when all parts of an act have been opened and closed.
create constraint trigger incident_units_follow after insert or update of to_at on incident_party
  deferrable initially deferred for each row execute function incident_units_follow();

update incident i set party_units = u.ever, open_units = u.now
from (select p.incident_id, array_agg(distinct p.unit_id) as ever,
    coalesce(array_agg(p.unit_id order by p.unit_id) filter (where p.to_at is null), '{}') as now
  from incident_party p group by p.incident_id) u
where i.id = u.incident_id;

-- As a case: of an overlap of arrays the planner expects next to nothing, and would sort what it should walk through in order.
alter policy incident_scope on incident using (
  area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or holder_unit = any ((select nullif(current_setting('linli.units', true), ''))::uuid[])
  or (select nullif(current_setting('linli.account', true), ''))::uuid = any (reporter_accounts)
  or case when party_units && (select nullif(current_setting('linli.units', true), ''))::uuid[] then true else false end);
alter policy incident_change on incident using (
  area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or holder_unit = any ((select nullif(current_setting('linli.units', true), ''))::uuid[])
  or (select nullif(current_setting('linli.account', true), ''))::uuid = any (reporter_accounts)
  or case when party_units && (select nullif(current_setting('linli.units', true), ''))::uuid[] then true else false end);

-- The server asks the row itself (incident/access.ts).
drop function sees_history(uuid);
