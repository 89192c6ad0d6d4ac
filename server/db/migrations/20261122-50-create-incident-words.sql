-- owner: incident
-- Words of a report, cut once when it is written, so that what resembles it is found by an index and not by reading all texts. A
-- table of its own: an incident changes a dozen times in its life, its words hardly ever, and every change of a row renews its
-- entries in all its indexes.
create table incident_words (
  incident_id uuid primary key references incident,
  area_code text collate "C" not null,
  received_at timestamptz not null,
  cell bigint,
  words text[] not null,
  cut int not null check (cut > 0)
);
comment on table incident_words is 'Words of an incident''s description, place and day, for finding what resembles it; cut = version of the segmentation';
create index incident_words_cell on incident_words (cell, received_at) where cell is not null;
create index incident_words_area on incident_words (area_code, received_at);
create index incident_words_words on incident_words using gin (words);

alter table incident_words enable row level security;
-- Seen, kept and corrected by whoever sees the incident itself.
create policy incident_words_read on incident_words for select to linli_app using (exists (select from incident i where i.id = incident_id));
create policy incident_words_keep on incident_words for insert to linli_app with check (exists (select from incident i where i.id = incident_id));
create policy incident_words_correct on incident_words for update to linli_app using (exists (select from incident i where i.id = incident_id)) with check (true);
create policy incident_words_job on incident_words to linli_job using (true);
grant select, insert on incident_words to linli_app, linli_job;
grant update (area_code, cell, words, cut) on incident_words to linli_app, linli_job;

-- Fields of some 170 m: what lies near a point lies in its field or in one beside it (placeCell of server/src/platform/geo.ts is the same).
create function place_cell(lng float8, lat float8) returns bigint
language sql immutable as $$ select floor((lat + 90) / 0.0015)::bigint * 200000 + floor((lng + 180) / 0.0018)::bigint $$;

-- The fields that a circle touches.
create function place_cells(lng float8, lat float8, metres float8) returns bigint[]
language sql immutable as $$
  select array_agg(r * 200000 + c)
  from generate_series(floor((lat - metres / 111320 + 90) / 0.0015)::bigint, floor((lat + metres / 111320 + 90) / 0.0015)::bigint) r,
    generate_series(floor((lng - metres / (111320 * greatest(cos(radians(lat)), 0.1)) + 180) / 0.0018)::bigint,
      floor((lng + metres / (111320 * greatest(cos(radians(lat)), 0.1)) + 180) / 0.0018)::bigint) c
$$;

-- What lies near a point, and what shares words where no point says what is near: in the area of a report that has no point, or without
-- a point in an area around one that has. Definer, because a policy that must be asked of every row stands in front of an index that
-- finds a few (its operator on words is not leakproof at all); ids and words only, and whoever asks reads the incidents themselves
-- under their own policy before anything is answered.
create function words_near(lng float8, lat float8, metres float8, since timestamptz, until timestamptz, most int) returns table (incident_id uuid, words text[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select w.incident_id, w.words from incident_words w
    where w.cell = any (place_cells(words_near.lng, words_near.lat, metres)) and w.received_at between since and until
    order by w.received_at desc limit least(most, 500);
end $$;

-- By `execute`, so that each call is planned for its own words: some are in every report, some in three.
create function words_like(wanted text[], area text, around text[], since timestamptz, until timestamptz, most int) returns table (incident_id uuid, words text[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if cardinality(wanted) = 0 then
    return;
  end if;
  return query execute format('select w.incident_id, w.words from incident_words w
    where w.words && $1 and w.received_at between $4 and $5 and %s
    order by cardinality(array(select unnest(w.words) intersect select unnest($1))) desc, w.received_at desc limit $6',
    case when area is null then 'w.cell is null and w.area_code = any ($3)' else 'w.area_code >= $2 and w.area_code < $2 || '':''' end)
  using wanted, area, around, since, until, least(most, 100);
end $$;

-- The public door keeps the words of the report that it has just written, in the same transaction, and of no other.
create function public_words(words jsonb) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into incident_words (incident_id, area_code, received_at, cell, words, cut)
  select i.id, i.area_code, i.received_at, place_cell(i.lng, i.lat), array(select jsonb_array_elements_text(public_words.words -> 'words')), (public_words.words ->> 'cut')::int
  from incident i where i.id = (public_words.words ->> 'incident_id')::uuid and i.secret_digest is not null and i.xmin = pg_current_xact_id()::xid
  on conflict (incident_id) do nothing
$$;

-- Reports follow a merge, and come home when it is undone: an incident's own and those of what was merged into it, from wherever later
-- merges have carried them, also out of the sight of whoever undoes it. Only for an incident that this very transaction has changed,
-- which row-level security has judged. Counts follow, counting all reports and not only those that the actor may read; the other
-- incidents whose reports changed are named, for the change feed.
create function reports_follow(incident uuid) returns table (id uuid, version int, area_code text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  target uuid;
  family uuid[];
  others uuid[];
begin
  select coalesce(i.merged_into, i.id) into target from incident i where i.id = reports_follow.incident and i.xmin = pg_current_xact_id()::xid;
  if target is null then
    raise exception 'reports follow their incident' using errcode = 'insufficient_privilege';
  end if;
  with recursive mine (id) as (
    select reports_follow.incident union select i.id from incident i join mine on i.merged_into = mine.id)
  select array_agg(mine.id) into family from mine;
  with moved as (
    select r.id, r.incident_id as was from report r where r.home_incident = any (family) and r.incident_id <> target for update
  ), done as (
    update report r set incident_id = target from moved where r.id = moved.id returning moved.was)
  select array_agg(distinct was) into others from done;
  others := array_remove(others || target, reports_follow.incident);
  update incident i set report_count = c.count, reporter_accounts = c.accounts
  from (select x.id, (select count(*)::int from report r where r.incident_id = x.id) as count,
      (select coalesce(array_agg(distinct r.account_id) filter (where r.account_id is not null), '{}') from report r where r.incident_id = x.id) as accounts
    from unnest(others || reports_follow.incident) x (id)) c
  where i.id = c.id;
  return query select i.id, i.version, i.area_code from incident i where i.id = any (others);
end $$;

revoke all on function place_cell(float8, float8), place_cells(float8, float8, float8), words_near(float8, float8, float8, timestamptz, timestamptz, int),
  words_like(text[], text, text[], timestamptz, timestamptz, int), public_words(jsonb), reports_follow(uuid) from public;
grant execute on function place_cell(float8, float8), place_cells(float8, float8, float8), words_near(float8, float8, float8, timestamptz, timestamptz, int),
  words_like(text[], text, text[], timestamptz, timestamptz, int) to linli_app, linli_job;
grant execute on function public_words(jsonb) to linli_public;
grant execute on function reports_follow(uuid) to linli_app, linli_job;
