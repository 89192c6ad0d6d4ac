-- owner: incident
-- What residents can do, as functions: they hold no table rights (docs/scope.md). The rules are the interpreter's; these
-- only carry rows, and refuse what no resident's act may carry. pg_temp stands last, so that no temporary table shadows ours.

-- Where a report lies: by point, by building or by area. Public knowledge. No row or no area = nowhere that we serve.
create function intake_place(lng float8, lat float8, building_id uuid, area text)
returns table (area_code text, lng float8, lat float8, address text, building_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select (select code from area_locate(intake_place.lng, intake_place.lat)), intake_place.lng, intake_place.lat, null::text, null::uuid
    where intake_place.lng is not null
  union all
  select b.area_code, st_x(st_pointonsurface(b.footprint)), st_y(st_pointonsurface(b.footprint)), b.address, b.id
    from building b where b.id = intake_place.building_id
  union all
  select a.code, null, null, null, null from area a where a.code = intake_place.area and a.valid_to is null
$$;

-- Buildings by part of name or address, or by id, for those who will not give a position: what stands on the wall, nothing of
-- who lives there.
create function public_buildings(wanted text, most int)
returns table (id uuid, area_code text, compound text, name text, address text, lng float8, lat float8)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.id, b.area_code, b.compound, b.name, b.address, st_x(st_pointonsurface(b.footprint)), st_y(st_pointonsurface(b.footprint))
  from building b where b.id::text = wanted or (select bool_and(strpos(lower(b.address || ' ' || b.compound || b.name), word) > 0) from unnest(string_to_array(lower(wanted), ' ')) word where word <> '')
  order by length(b.address), b.address, b.id limit least(most, 50)
$$;

-- From the incident that a number and the digest of its secret open to the one that it was merged into, the last one being
-- where the work is done. Empty when they do not fit. Internal: the functions below stand on it.
create function public_way(incident_number text, proof bytea) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive way (id, merged_into, step) as (
    select i.id, i.merged_into, 1 from incident i where i.number = incident_number and i.secret_digest = proof
    union all
    select i.id, i.merged_into, way.step + 1 from way join incident i on i.id = way.merged_into where way.step < 20
  )
  select coalesce(array_agg(id order by step), '{}') from way
$$;

-- The reporter's own incident first, then where the way leads if it was merged. For "not solved" the last one is locked.
create function public_incidents(incident_number text, proof bytea, locking boolean) returns setof incident
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  way uuid[] := public_way(incident_number, proof);
  last uuid := way[array_length(way, 1)];
begin
  if locking then
    perform from incident i where i.id = last for update;
  end if;
  return query select i.* from incident i where i.id in (way[1], last) order by array_position(way, i.id);
end $$;

create function public_parties(incident_number text, proof bytea) returns setof incident_party
language sql stable security definer set search_path = public, pg_temp as $$
  select p.* from public_way(incident_number, proof) w join incident_party p on p.incident_id = w[array_length(w, 1)] order by p.id
$$;

create function public_requests(incident_number text, proof bytea) returns setof incident_request
language sql stable security definer set search_path = public, pg_temp as $$
  select r.* from public_way(incident_number, proof) w join incident_request r on r.incident_id = w[array_length(w, 1)] and r.closed_at is null order by r.seq
$$;

create function public_supervisions(incident_number text, proof bytea) returns setof incident_supervision
language sql stable security definer set search_path = public, pg_temp as $$
  select s.* from public_way(incident_number, proof) w join incident_supervision s on s.incident_id = w[array_length(w, 1)] and s.closed_at is null order by s.seq
$$;

-- What the reporter reads of the way: the acts, their instants, results and reasons that were written for them. No names, no
-- notes between offices.
create function public_steps(incident_number text, proof bytea)
returns table (seq int, action text, round int, to_state text, at timestamptz, result text, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.seq, a.action, a.round, a.to_state, a.at,
    case when a.action in ('finish', 'report') then a.data ->> 'result' end,
    case when a.action in ('reject', 'return', 'suspend', 'void') or (a.action = 'reopen' and a.actor_kind = 'resident') then a.data ->> 'reason' end
  from public_way(incident_number, proof) w join incident_action a on a.incident_id = w[array_length(w, 1)] order by a.seq
$$;

-- The number of a report just sent, for whoever can prove its secret.
create function public_number(incident uuid, proof bytea) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select i.number from incident i where i.id = incident and i.secret_digest = proof
$$;

-- Open reports of the same matter near a point, for "somebody has said so already": facilities in the street only, because where
-- a quarrel or a need was reported says something about people.
create function public_near(matter text, lng float8, lat float8, since timestamptz, metres float8)
returns table (received_at timestamptz, metres float8)
language sql stable security definer set search_path = public, pg_temp as $$
  with near as (
    select i.received_at, sqrt(((i.lng - public_near.lng) * 111320 * cos(radians(public_near.lat))) ^ 2 + ((i.lat - public_near.lat) * 111320) ^ 2) as metres
    from incident i join matter m on m.edition_id = i.edition_id and m.code = i.matter_code and m.kind = 'component'
    where i.matter_code = public_near.matter and i.merged_into is null and i.state not in ('rejected', 'voided', 'closed', 'archived') and i.received_at >= since
      and i.lng between public_near.lng - public_near.metres / (111320 * cos(radians(public_near.lat))) and public_near.lng + public_near.metres / (111320 * cos(radians(public_near.lat)))
      and i.lat between public_near.lat - public_near.metres / 111320 and public_near.lat + public_near.metres / 111320)
  select n.received_at, n.metres from near n where n.metres <= public_near.metres order by n.metres limit 5
$$;

-- Inserts and updates of one resident's act on one incident. A first report (no proof) begins with the row of an incident that did
-- not exist; anything later must prove the look-up secret of one of its reports, and changes that incident only.
create function public_write(ops jsonb, incident_id uuid, proof text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  op jsonb; row_doc jsonb; target text; cols text; tests text;
  may_insert constant text[] := array['incident', 'report', 'incident_action', 'incident_party', 'incident_supervision', 'message', 'evidence', 'change'];
  may_update constant text[] := array['incident', 'incident_party', 'incident_supervision', 'incident_request'];
  fixed constant text[] := array['id', 'number', 'intake_no', 'secret_digest', 'edition_id', 'received_at', 'description', 'reporter_account', 'reporter_accounts'];
begin
  if proof is null and (ops -> 0 ->> 'insert') is distinct from 'incident' then
    raise exception 'a report begins with its incident' using errcode = 'insufficient_privilege';
  elsif proof is not null and not exists (
    with recursive mine (id, secret_digest) as (
      select i.id, i.secret_digest from incident i where i.id = public_write.incident_id
      union select i.id, i.secret_digest from incident i join mine on i.merged_into = mine.id)
    select from mine where mine.secret_digest = proof::bytea) then
    raise exception 'the secret does not fit' using errcode = 'insufficient_privilege';
  end if;
  for op in select * from jsonb_array_elements(ops) loop
    if op ? 'insert' then
      target := op ->> 'insert';
      if target <> all (may_insert) or (target = 'incident') <> (proof is null and op = ops -> 0) then
        raise exception 'residents may not write %', target using errcode = 'insufficient_privilege';
      end if;
      for row_doc in select * from jsonb_array_elements(op -> 'rows') loop
        if coalesce(row_doc ->> 'incident_id', row_doc ->> 'id') is distinct from public_write.incident_id::text then
          raise exception 'residents may not write there' using errcode = 'insufficient_privilege';
        end if;
        -- A message names the account that is told; nowhere else does a resident's act name a member of staff.
        if target <> 'message' and coalesce(row_doc ->> 'account_id', row_doc ->> 'reporter_account') is not null
          or row_doc ->> 'actor_kind' = 'staff' or (target = 'incident' and row_doc ->> 'secret_digest' is null) then
          raise exception 'residents act in nobody''s name' using errcode = 'insufficient_privilege';
        end if;
        select string_agg(quote_ident(k), ', ') into cols from jsonb_object_keys(row_doc) k;
        execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', target, cols) using row_doc;
      end loop;
    else
      target := op ->> 'update';
      if proof is null or target <> all (may_update) or (op -> 'set') ?| fixed then
        raise exception 'residents may not change %', target using errcode = 'insufficient_privilege';
      end if;
      if (op -> 'where' ->> case target when 'incident' then 'id' else 'incident_id' end) is distinct from public_write.incident_id::text then
        raise exception 'residents may not write there' using errcode = 'insufficient_privilege';
      end if;
      select string_agg(format('%1$I = r.%1$I', k), ', ') into cols from jsonb_object_keys(op -> 'set') k;
      select string_agg(case when v = 'null' then format('t.%I is null', k) else format('t.%1$I = w.%1$I', k) end, ' and ') into tests
        from jsonb_each(op -> 'where') e (k, v);
      execute format('update %1$I t set %2$s from jsonb_populate_record(null::%1$I, $1) r, jsonb_populate_record(null::%1$I, $2) w where %3$s', target, cols, tests)
        using op -> 'set', op -> 'where';
    end if;
  end loop;
end $$;

revoke all on function intake_place(float8, float8, uuid, text), public_buildings(text, int), public_way(text, bytea), public_incidents(text, bytea, boolean),
  public_parties(text, bytea), public_requests(text, bytea), public_supervisions(text, bytea), public_steps(text, bytea), public_number(uuid, bytea),
  public_near(text, float8, float8, timestamptz, float8), public_write(jsonb, uuid, text) from public;
grant execute on function intake_place(float8, float8, uuid, text) to linli_app, linli_public, linli_job;
grant execute on function public_buildings(text, int), public_incidents(text, bytea, boolean), public_parties(text, bytea), public_requests(text, bytea),
  public_supervisions(text, bytea), public_steps(text, bytea), public_number(uuid, bytea), public_near(text, float8, float8, timestamptz, float8),
  public_write(jsonb, uuid, text) to linli_public;
grant usage on sequence incident_intake_no to linli_public;
revoke execute on function area_locate(float8, float8) from public;
grant execute on function area_locate(float8, float8) to linli_app, linli_public, linli_job;
revoke all on function is_party(uuid, boolean), session_enter(bytea, timestamptz, timestamptz) from public;
grant execute on function is_party(uuid, boolean) to linli_app;
