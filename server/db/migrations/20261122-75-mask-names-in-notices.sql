-- owner: incident
-- A notice is read by everybody. Whoever applies should stand in it as 林某某; where the whole name was written all the same, it is cut
-- here, as far as the report says what it is.
create function named_masked(words text, wanted uuid) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  found text;
begin
  for found in select distinct reporter_name from report where incident_id = wanted and length(reporter_name) between 2 and 20 loop
    words := replace(words, found, left(found, 1) || repeat('某', least(length(found) - 1, 2)));
  end loop;
  return words;
end $$;
revoke all on function named_masked(text, uuid) from public;

create or replace function public_notices(wanted_area text, wanted_number text, at timestamptz, most int)
returns table (number text, edition_id uuid, matter_code text, area_code text, state text, since timestamptz, until timestamptz, words text, answer text)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.number, i.edition_id, i.matter_code, left(i.area_code, 12), i.state, i.state_since, i.notice_until,
    named_masked((select a.data ->> 'result' from incident_action a where a.incident_id = i.id and a.action = 'define' order by a.seq desc limit 1), i.id),
    named_masked((select a.data ->> 'reason' from incident_action a where a.incident_id = i.id and a.action = 'review' order by a.seq desc limit 1), i.id)
  from incident i
  where i.notice_until >= public_notices.at and i.state in ('routed', 'handled')
    and (wanted_area is null or i.area_code collate "C" between wanted_area and wanted_area || '~')
    and (wanted_number is null or i.number = wanted_number)
  order by i.notice_until, i.number limit least(most, 200)
$$;
