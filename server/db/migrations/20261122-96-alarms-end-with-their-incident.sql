-- owner: notify
-- Every open page asks for its alarms whenever something changes. Those of emergencies that are over were sifted out each time, 37,000 for
-- the busiest department of a city of two years, a second and more. What is over is news and no alarm: the flag goes when it ends.
create function alarm_over() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update message set is_alarm = false where incident_id = new.id and is_alarm;
  return null;
end $$;
revoke all on function alarm_over() from public;
create trigger incident_alarm_over after update of state on incident for each row
  when (new.state in ('closed', 'archived', 'merged', 'voided', 'rejected') and old.state not in ('closed', 'archived', 'merged', 'voided', 'rejected'))
  execute function alarm_over();
update message m set is_alarm = false from incident i
where i.id = m.incident_id and m.is_alarm and i.state in ('closed', 'archived', 'merged', 'voided', 'rejected');

-- The newest messages of each of the caller's boxes, as the index has them. Definer, because behind the policy, which names both boxes, a
-- centre's hundreds of thousands were read and sorted; ids only, and whoever asks reads the messages themselves under their own policy.
drop index message_unit;
drop index message_account;
create index message_unit on message (unit_id, at desc, id desc) where unit_id is not null;
create index message_account on message (account_id, at desc, id desc) where account_id is not null;
create function newest_messages(unread boolean, before timestamptz, before_id uuid, most int) returns table (id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  box uuid;
  newer constant text := 'and m.at <= $2 and (m.at, m.id) < ($2, $3) ' || case when newest_messages.unread then 'and m.read_at is null ' else '' end
    || 'order by m.at desc, m.id desc limit $4';
begin
  return query execute 'select m.id from message m where m.account_id = $1 ' || newer
  using nullif(current_setting('linli.account', true), '')::uuid, coalesce(before, 'infinity'), coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid), most;
  foreach box in array coalesce(nullif(current_setting('linli.units', true), '')::uuid[], '{}') loop
    return query execute 'select m.id from message m where m.unit_id = $1 ' || newer
    using box, coalesce(before, 'infinity'), coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid), most;
  end loop;
end $$;
revoke all on function newest_messages(boolean, timestamptz, uuid, int) from public;
grant execute on function newest_messages(boolean, timestamptz, uuid, int) to linli_app, linli_job;
