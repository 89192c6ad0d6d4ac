-- owner: file
-- An id that is awaited belongs to whoever named it first. Before, somebody who saw it in an incident could name it as evidence of
-- their own, and then fill it.
create or replace function file_standing(ids uuid[], report uuid) returns table (id uuid, standing text, kind text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  me constant uuid := nullif(current_setting('linli.account', true), '');
begin
  return query
  select wanted.id,
    case
      when f.id is null then case
        when exists (select from evidence e where e.file_id = wanted.id
          and not coalesce(e.account_id = me or (e.account_id is null and e.report_id = report), false)) then 'foreign'
        else 'awaited' end
      when not coalesce(f.account_id = me or (f.account_id is null and f.report_id = report), false) then 'foreign'
      else f.state end,
    f.kind
  from unnest(ids) wanted(id) left join file f on f.id = wanted.id;
end $$;

-- Whether a file sent for a report that is there already comes from whoever sent the report, and since when it is there (real
-- time). No row: no such report yet, and then nobody but its sender knows its id.
create function file_report(report uuid, proof bytea) returns table (is_sender boolean, sent_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(i.secret_digest = proof, false), (select r.at from receipt r where r.id = i.id and r.actor = 'public')
  from incident i where i.id = report
$$;
revoke all on function file_report(uuid, bytea) from public;
grant execute on function file_report(uuid, bytea) to linli_public, linli_job;
