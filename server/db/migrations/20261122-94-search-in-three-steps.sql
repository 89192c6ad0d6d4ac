-- owner: incident
-- A department was looked for in all that ever said a frequent word, though it reads the words of those only in which it takes part now
-- (incident/access.ts), and nobody takes part in what is archived: 100 ms and more. For a county a step between the late and the early.
drop function words_saying(text, text, bigint);
-- As before; `part`: `all`; `held` for what the caller's units hold, wherever it lies; or one of three steps backwards from a number,
-- `late`, `middle`, `early` (whoever sees one town or less, or by part alone, has all in the first).
create function words_saying(wanted text, part text, below bigint) returns table (incident_id uuid, intake_no bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  by_area constant boolean := current_setting('linli.areas') <> '{}';
  lo constant text := current_setting('linli.lo');
  hi constant text := current_setting('linli.hi');
  near constant boolean := not by_area or length(lo) >= 9 and left(lo, 9) = left(hi, 9);
  end_at constant bigint := coalesce(words_saying.below, (select max(w.intake_no) + 1 from incident_words w));
  late_from constant bigint := case when near then 0 else end_at - 65536 end;
  middle_from constant bigint := end_at - 8 * 65536;
begin
  if part in ('middle', 'early') and near then
    return;
  end if;
  -- What units have in hand is some thousand at most: read, not sought by pairs.
  return query execute format('select w.incident_id, w.intake_no from incident_words w
    where %s and not exists (select from unnest($2) word where strpos(w.said, word) = 0)
      and w.intake_no >= $3 and w.intake_no < $4 order by w.intake_no desc',
    case when part = 'held' then 'w.incident_id = any (array(select i.id from incident i where i.holder_unit = any ($7)))'
      when by_area then 'text_grams(w.said) @> text_grams($1) and w.area_code >= $5 and w.area_code < $6'
      else 'w.incident_id = any (array(select i.id from incident i where i.state <> ''archived'' and i.party_units && $7))' end)
  using wanted, string_to_array(wanted, ' '), case part when 'late' then late_from when 'middle' then middle_from else 0 end,
    case part when 'middle' then late_from when 'early' then middle_from else end_at end, lo, hi, current_setting('linli.units')::uuid[];
end $$;

-- What the caller's units take or took part in, of one matter, newest first: found by comparing two indexes, when their sight goes by
-- part alone. Behind the policy every incident of the matter was read, or every one of the units, 100 ms for the busiest department.
drop index incident_matter;
create index incident_matter on incident (matter_code, intake_no desc) include (id);
create function matter_of_units(matter text) returns table (incident_id uuid, intake_no bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if current_setting('linli.areas') = '{}' then
    return query execute 'select i.id, i.intake_no from incident i where i.matter_code = $1
      and i.id in (select p.incident_id from incident_party p where p.unit_id = any ($2)) order by i.intake_no desc'
    using matter, current_setting('linli.units')::uuid[];
  end if;
end $$;

revoke all on function words_saying(text, text, bigint), matter_of_units(text) from public;
grant execute on function words_saying(text, text, bigint), matter_of_units(text) to linli_app, linli_job;
