-- owner: incident
-- Public notices of the approval 公示: what anybody may read while one runs, and the one thing that anybody may do then. Shown is what
-- the community wrote for the notice; never the report, its words, its address or its reporter.

create index incident_notice on incident (notice_until) where notice_until is not null and state in ('routed', 'handled');

create function public_notices(wanted_area text, wanted_number text, at timestamptz, most int)
returns table (number text, edition_id uuid, matter_code text, area_code text, state text, since timestamptz, until timestamptz, words text, answer text)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.number, i.edition_id, i.matter_code, left(i.area_code, 12), i.state, i.state_since, i.notice_until,
    (select a.data ->> 'result' from incident_action a where a.incident_id = i.id and a.action = 'define' order by a.seq desc limit 1),
    (select a.data ->> 'reason' from incident_action a where a.incident_id = i.id and a.action = 'review' order by a.seq desc limit 1)
  from incident i
  where i.notice_until >= public_notices.at and i.state in ('routed', 'handled')
    and (wanted_area is null or i.area_code collate "C" between wanted_area and wanted_area || '~')
    and (wanted_number is null or i.number = wanted_number)
  order by i.notice_until, i.number limit least(most, 200)
$$;

-- The incident behind a running notice, locked, for the interpreter to judge an objection.
create function public_noticed(wanted_number text, at timestamptz) returns setof incident
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  return query select i.* from incident i
    where i.number = wanted_number and i.notice_until >= public_noticed.at and i.state in ('routed', 'handled') for update;
end $$;

create function public_noticed_parties(wanted_number text, at timestamptz) returns setof incident_party
language sql stable security definer set search_path = public, pg_temp as $$
  select p.* from incident i join incident_party p on p.incident_id = i.id
    where i.number = wanted_number and i.notice_until >= public_noticed_parties.at and i.state in ('routed', 'handled') order by p.id
$$;

create function public_noticed_supervisions(wanted_number text, at timestamptz) returns setof incident_supervision
language sql stable security definer set search_path = public, pg_temp as $$
  select s.* from incident i join incident_supervision s on s.incident_id = i.id and s.closed_at is null
    where i.number = wanted_number and i.notice_until >= public_noticed_supervisions.at and i.state in ('routed', 'handled') order by s.seq
$$;

-- One objection: its history, who is told, the count. State, holder, desk and everything about the report stay as they are.
create function public_object(ops jsonb, incident uuid, at timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  op jsonb; row_doc jsonb; target text; cols text;
  may_insert constant text[] := array['incident_action', 'incident_supervision', 'message', 'change'];
  may_set constant text[] := array['version', 'seq', 'head_digest', 'objections', 'steps_done', 'is_late', 'state_late', 'promise_late', 'late_since', 'promise_missed',
    'due_at', 'remind_at', 'warn_at', 'escalate_at', 'next_step', 'next_step_at'];
begin
  if not exists (select from incident i where i.id = public_object.incident and i.notice_until >= public_object.at and i.state in ('routed', 'handled')) then
    raise exception 'no notice is running' using errcode = 'insufficient_privilege';
  end if;
  for op in select * from jsonb_array_elements(ops) loop
    if op ? 'insert' then
      target := op ->> 'insert';
      for row_doc in select * from jsonb_array_elements(op -> 'rows') loop
        if target <> all (may_insert) or coalesce(row_doc ->> 'incident_id', row_doc ->> 'id') is distinct from public_object.incident::text
          or (target = 'incident_action' and (row_doc ->> 'actor_kind' = 'staff' or row_doc ->> 'action' not in ('object', 'markLate'))) then
          raise exception 'an objection does not write %', target using errcode = 'insufficient_privilege';
        end if;
        select string_agg(quote_ident(k), ', ') into cols from jsonb_object_keys(row_doc) k;
        execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', target, cols) using row_doc;
      end loop;
    elsif op ->> 'update' = 'incident_supervision' and (op -> 'where' ->> 'incident_id') = public_object.incident::text then
      update incident_supervision s set outcome = op -> 'set' ->> 'outcome', closed_at = (op -> 'set' ->> 'closed_at')::timestamptz
        where s.incident_id = public_object.incident and s.seq = (op -> 'where' ->> 'seq')::int;
    else
      if op ->> 'update' <> 'incident' or (op -> 'where' ->> 'id') is distinct from public_object.incident::text
        or exists (select from jsonb_object_keys(op -> 'set') k where k <> all (may_set)) then
        raise exception 'an objection does not change that' using errcode = 'insufficient_privilege';
      end if;
      select string_agg(format('%1$I = r.%1$I', k), ', ') into cols from jsonb_object_keys(op -> 'set') k;
      execute format('update incident t set %s from jsonb_populate_record(null::incident, $1) r where t.id = $2', cols) using op -> 'set', public_object.incident;
    end if;
  end loop;
end $$;

revoke all on function public_notices(text, text, timestamptz, int), public_noticed(text, timestamptz), public_noticed_parties(text, timestamptz),
  public_noticed_supervisions(text, timestamptz), public_object(jsonb, uuid, timestamptz) from public;
grant execute on function public_notices(text, text, timestamptz, int), public_noticed(text, timestamptz), public_noticed_parties(text, timestamptz),
  public_noticed_supervisions(text, timestamptz), public_object(jsonb, uuid, timestamptz) to linli_public;
