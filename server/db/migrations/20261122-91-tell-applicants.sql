-- owner of public_steps: resident
-- Whoever applied reads why it was not approved, as whoever reported reads why it was not taken on.
create or replace function public_steps(incident_number text, proof bytea)
returns table (seq int, action text, round int, to_state text, at timestamptz, result text, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.seq, a.action, a.round, a.to_state, a.at,
    case when a.action in ('finish', 'report') then a.data ->> 'result' end,
    case when a.action in ('reject', 'return', 'suspend', 'void') or (a.action = 'reopen' and a.actor_kind = 'resident')
      or (a.action in ('review', 'grant') and a.to_state = 'rejected') then a.data ->> 'reason' end
  from public_way(incident_number, proof) w join incident_action a on a.incident_id = w[array_length(w, 1)] order by a.seq
$$;
