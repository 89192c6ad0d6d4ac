-- owner of public_repairs: resident
-- Whoever reported a danger reads what becomes of the repair that follows it, wherever that is dealt with by now: how it stands and until
-- when. It has no reporter of its own whose words could stand in it; results, reasons and numbers of it are not shown.
create function public_repairs(incident_number text, proof bytea)
returns table (state text, holder_kind text, holder_area text, begun_at timestamptz, promised_at timestamptz, suspended_until timestamptz, done_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive way (id, begun_at, merged_into, step) as (
    select i.id, i.received_at, i.merged_into, 1 from public_way(incident_number, proof) w join incident i on i.linked_from = w[array_length(w, 1)]
    union all
    select i.id, way.begun_at, i.merged_into, way.step + 1 from way join incident i on i.id = way.merged_into where way.step < 20
  )
  select i.state, i.holder_kind, i.holder_area, way.begun_at, i.promise_due_at, i.suspended_until, i.closed_at
  from way join incident i on i.id = way.id where way.merged_into is null order by way.begun_at, way.id
$$;
revoke all on function public_repairs(text, bytea) from public;
grant execute on function public_repairs(text, bytea) to linli_public;
