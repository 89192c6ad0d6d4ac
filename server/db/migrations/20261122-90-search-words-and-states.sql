-- owner: incident
-- Searching by words walked all incidents backwards and read every description: 1.7 s at 1.4 million. What is said of an incident, its
-- description and its place as people search them (folded by the server: full-width forms and capitals alike), stands with its words
-- now, under an index of pairs of neighbouring characters: any piece of two characters and more is found, also half a word.
alter table incident_words add column intake_no bigint, add column said text;
update incident_words w set intake_no = i.intake_no, said = lower(normalize(i.description || E'\n' || coalesce(i.address, ''), NFKC))
from incident i where i.id = w.incident_id;
alter table incident_words alter column intake_no set not null, alter column said set not null;
-- No texts of people among the planner's figures.
alter table incident_words alter column said set statistics 0;
comment on column incident_words.said is 'Description and address as they are searched, folded';
grant update (said) on incident_words to linli_app, linli_job;

-- Each two neighbouring characters as one number. What a text contains has no pair that the text has not.
create function text_grams(said text) returns int[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct ((a & 65535) - case when a & 32768 > 0 then 65536 else 0 end) * 65536 + (b & 65535)), '{}')
  from (select ascii(c) as a, lead(ascii(c)) over (order by n) as b from unnest(string_to_array(said, null)) with ordinality x (c, n)) pairs
  where a > 32 and b > 32
$$;
create index incident_words_grams on incident_words using gin (text_grams(said));
create index incident_words_intake on incident_words (intake_no);
-- The planner knows now which pairs are frequent.
analyze incident_words;

-- What says all of these words, newest first, within the bounds of the caller's scope. Definer, as words_near is: ids only, and whoever
-- asks reads the incidents themselves under their own policy. `part`: `all`; `held` for what the caller's units hold, wherever it lies;
-- and in two steps for whoever sees much, so that a frequent word is found among the latest without looking at all that ever said it,
-- `late` for the newest reports below a number and `early` for those before them (whoever sees one town or less has all in the first).
-- By `execute`, so that each call is planned for its own words.
create function words_saying(wanted text, part text, below bigint) returns table (incident_id uuid, intake_no bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  by_area constant boolean := current_setting('linli.areas') <> '{}';
  lo constant text := current_setting('linli.lo');
  hi constant text := current_setting('linli.hi');
  near constant boolean := by_area and length(lo) >= 9 and left(lo, 9) = left(hi, 9);
  end_at constant bigint := coalesce(words_saying.below, (select max(w.intake_no) + 1 from incident_words w));
  late_from constant bigint := case when near then 0 else end_at - 65536 end;
begin
  if part = 'early' and near then
    return;
  end if;
  return query execute format('select w.incident_id, w.intake_no from incident_words w
    where text_grams(w.said) @> text_grams($1) and not exists (select from unnest($2) word where strpos(w.said, word) = 0)
      and w.intake_no >= $3 and w.intake_no < $4 and %s order by w.intake_no desc',
    case when part = 'held' then 'w.incident_id in (select i.id from incident i where i.holder_unit = any ($7))'
      when by_area then 'w.area_code >= $5 and w.area_code < $6'
      else 'exists (select from incident_party p where p.incident_id = w.incident_id and p.unit_id = any ($7))' end)
  using wanted, string_to_array(wanted, ' '), case when part = 'late' then late_from else 0 end,
    case when part = 'early' then late_from else end_at end, lo, hi, current_setting('linli.units')::uuid[];
end $$;

-- The public door, as before, and what is said.
create or replace function public_words(words jsonb) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into incident_words (incident_id, area_code, received_at, cell, words, cut, intake_no, said)
  select i.id, i.area_code, i.received_at, place_cell(i.lng, i.lat), array(select jsonb_array_elements_text(public_words.words -> 'words')), (public_words.words ->> 'cut')::int,
    i.intake_no, public_words.words ->> 'said'
  from incident i where i.id = (public_words.words ->> 'incident_id')::uuid and i.secret_digest is not null and i.xmin = pg_current_xact_id()::xid
  on conflict (incident_id) do nothing
$$;

-- States that an incident hardly ever rests in, other than the open ones: for a county in their order, for less by area.
create index incident_ended_state on incident (state, intake_no desc) where state in ('closed', 'merged', 'rejected', 'voided');
create index incident_ended_area on incident (area_code, state, intake_no desc) where state in ('closed', 'merged', 'rejected', 'voided');

-- What the caller's units take or took part in and is in one of these states, of all but the archived: some thousand of the busiest
-- department's thirty-five thousand. Definer, because the index of units answers no question that stands behind a policy.
create index incident_live_units on incident using gin (party_units) where state <> 'archived';
create function live_of_units(states text[]) returns table (incident_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query execute 'select i.id from incident i where i.state <> ''archived'' and i.state = any ($2) and i.party_units && $1'
  using current_setting('linli.units')::uuid[], states;
end $$;

revoke all on function text_grams(text), words_saying(text, text, bigint), live_of_units(text[]) from public;
grant execute on function text_grams(text) to linli_app, linli_job;
grant execute on function words_saying(text, text, bigint), live_of_units(text[]) to linli_app, linli_job;
