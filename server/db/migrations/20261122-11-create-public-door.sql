-- owner: incident
-- What residents can do, as functions: they hold no table rights (design/data-scope.md). The rules are the interpreter's; these
-- only carry rows, and refuse what no resident's act may carry.

-- Where a report lies: by point, by building or by area. Public knowledge. No row = outside every area.
create function intake_place(lng float8, lat float8, building_id uuid, area text)
returns table (area_code text, lng float8, lat float8, address text, building_id uuid)
language sql stable security definer set search_path = public as $$
  select coalesce((select code from area_locate(intake_place.lng, intake_place.lat)), null), intake_place.lng, intake_place.lat, null::text, null::uuid
    where intake_place.lng is not null
  union all
  select b.area_code, st_x(st_pointonsurface(b.footprint)), st_y(st_pointonsurface(b.footprint)), b.address, b.id
    from building b where b.id = intake_place.building_id
  union all
  select a.code, null, null, null, null from area a where a.code = intake_place.area and a.valid_to is null
$$;

-- Inserts and updates of one resident's act on one incident. A first report (proof null) may only insert; anything later must
-- prove the look-up secret and may only touch rows of that incident.
create function public_write(ops jsonb, incident_id uuid, proof text) returns void
language plpgsql volatile security definer set search_path = public as $$
declare
  op jsonb; row_doc jsonb; target text; cols text; tests text;
  allowed constant text[] := array['incident', 'report', 'incident_action', 'incident_party', 'incident_supervision', 'message', 'evidence', 'change'];
begin
  if proof is not null and not exists (select from incident i where i.id = public_write.incident_id and i.secret_digest = proof::bytea) then
    raise exception 'the secret does not fit' using errcode = 'insufficient_privilege';
  end if;
  for op in select * from jsonb_array_elements(ops) loop
    target := coalesce(op ->> 'insert', op ->> 'update');
    if target <> all (allowed) or (proof is null and op ? 'update') then
      raise exception 'residents may not write %', target using errcode = 'insufficient_privilege';
    end if;
    if op ? 'update' then
      if coalesce(op -> 'where' ->> 'incident_id', op -> 'where' ->> 'id') <> public_write.incident_id::text then
        raise exception 'residents may not write there' using errcode = 'insufficient_privilege';
      end if;
      select string_agg(format('%1$I = r.%1$I', k), ', ') into cols from jsonb_object_keys(op -> 'set') k;
      select string_agg(case when v = 'null' then format('t.%I is null', k) else format('t.%1$I = w.%1$I', k) end, ' and ') into tests
        from jsonb_each(op -> 'where') e (k, v);
      execute format('update %1$I t set %2$s from jsonb_populate_record(null::%1$I, $1) r, jsonb_populate_record(null::%1$I, $2) w where %3$s', target, cols, tests)
        using op -> 'set', op -> 'where';
    else
      for row_doc in select * from jsonb_array_elements(op -> 'rows') loop
        if coalesce(row_doc ->> 'incident_id', row_doc ->> 'id') <> public_write.incident_id::text then
          raise exception 'residents may not write there' using errcode = 'insufficient_privilege';
        end if;
        select string_agg(quote_ident(k), ', ') into cols from jsonb_object_keys(row_doc) k;
        execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', target, cols) using row_doc;
      end loop;
    end if;
  end loop;
end $$;

-- The incident that a number and the digest of its secret open, for following and for "not solved"; locked when asked.
create function public_incident(incident_number text, proof bytea, locking boolean) returns setof incident
language plpgsql volatile security definer set search_path = public as $$
begin
  if locking then
    return query select * from incident i where i.number = incident_number and i.secret_digest = proof for update;
  else
    return query select * from incident i where i.number = incident_number and i.secret_digest = proof;
  end if;
end $$;

create function public_parties(incident_number text, proof bytea) returns setof incident_party
language sql stable security definer set search_path = public as $$
  select p.* from incident_party p join incident i on i.id = p.incident_id where i.number = incident_number and i.secret_digest = proof order by p.id
$$;
create function public_supervisions(incident_number text, proof bytea) returns setof incident_supervision
language sql stable security definer set search_path = public as $$
  select s.* from incident_supervision s join incident i on i.id = s.incident_id where i.number = incident_number and i.secret_digest = proof and s.closed_at is null order by s.seq
$$;
-- What the reporter reads of the way: the acts, their instants, and who held it; no names, no notes between offices. Follows a merge.
create function public_steps(incident_number text, proof bytea) returns table (seq int, action text, to_state text, at timestamptz, result text, reason text)
language sql stable security definer set search_path = public as $$
  with mine as (select coalesce(i.merged_into, i.id) as id from incident i where i.number = incident_number and i.secret_digest = proof)
  select a.seq, a.action, a.to_state, a.at,
    case when a.action = 'finish' then a.data ->> 'result' end,
    case when a.action in ('reject', 'return', 'suspend', 'reopen', 'void') then a.data ->> 'reason' end
  from incident_action a join mine on mine.id = a.incident_id order by a.seq
$$;
-- The merged-into incident of a report that was merged: its state is what the reporter is told.
create function public_main(incident_number text, proof bytea) returns setof incident
language sql stable security definer set search_path = public as $$
  select m.* from incident i join incident m on m.id = i.merged_into where i.number = incident_number and i.secret_digest = proof
$$;
revoke all on function intake_place(float8, float8, uuid, text), public_write(jsonb, uuid, text), public_incident(text, bytea, boolean),
  public_parties(text, bytea), public_supervisions(text, bytea), public_steps(text, bytea), public_main(text, bytea) from public;
grant execute on function intake_place(float8, float8, uuid, text) to linli_app, linli_public, linli_job;
grant execute on function public_write(jsonb, uuid, text), public_incident(text, bytea, boolean), public_parties(text, bytea),
  public_supervisions(text, bytea), public_steps(text, bytea), public_main(text, bytea) to linli_public;
grant usage on sequence incident_intake_no to linli_public;
revoke execute on function area_locate(float8, float8) from public;
grant execute on function area_locate(float8, float8) to linli_app, linli_public, linli_job;
revoke all on function is_party(uuid, boolean), session_enter(bytea, timestamptz, timestamptz) from public;
grant execute on function is_party(uuid, boolean) to linli_app;
