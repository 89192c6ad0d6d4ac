-- owner: incident
-- Whatever changes an incident, by whichever door, is a change for its area, its reporters, its holder and the units that take or took
-- part; what leaves one of these is a change for them too, and their replicas forget it. Statement by statement, because a sync writes
-- many at once.
create function incident_mark() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into latest_change (audience, kind, id)
    select a.audience, 'incident', n.id from incident_now n, lateral (
      select n.area_code union select 'account:' || r from unnest(n.reporter_accounts) r
      union select 'unit:' || u from unnest(n.holder_unit || n.party_units) u
    ) a (audience) where a.audience is not null
    on conflict (audience, id) do update set txid = excluded.txid;
  else
    insert into latest_change (audience, kind, id)
    select a.audience, 'incident', n.id from incident_now n join incident_before b on b.id = n.id, lateral (
      select n.area_code union select b.area_code union select 'account:' || r from unnest(n.reporter_accounts || b.reporter_accounts) r
      union select 'unit:' || u from unnest(array[n.holder_unit, b.holder_unit] || n.party_units) u
    ) a (audience) where a.audience is not null
    on conflict (audience, id) do update set txid = excluded.txid where latest_change.txid <> excluded.txid;
  end if;
  return null;
end $$;
revoke all on function incident_mark() from public;
create trigger incident_mark_new after insert on incident referencing new table as incident_now
  for each statement execute function incident_mark();
create trigger incident_mark_changed after update on incident referencing old table as incident_before new table as incident_now
  for each statement execute function incident_mark();

insert into latest_change (audience, kind, id)
  select i.area_code, 'incident', i.id from incident i
  union select 'account:' || r, 'incident', i.id from incident i, unnest(i.reporter_accounts) r
  union select 'unit:' || u, 'incident', i.id from incident i, unnest(i.holder_unit || i.party_units) u where u is not null;
