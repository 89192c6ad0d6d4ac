-- owner: incident
-- What somebody answers for, to be handed over when they leave: open incidents have a unit that holds them.
create index incident_holder_account on incident (holder_account) where holder_account is not null;
create index incident_answerable on incident (answerable_account) where answerable_account is not null and holder_unit is not null;

-- How much there is, for whoever ends a post: counts only, because the security administrator reads no incidents.
create function hand_over_load(account uuid) returns table (unit_id uuid, open int)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.holder_unit, count(*)::int from incident i
  where i.holder_unit is not null and (i.holder_account = account or i.answerable_account = account) group by 1
$$;
revoke all on function hand_over_load(uuid) from public;
grant execute on function hand_over_load(uuid) to linli_app;
