-- owner: area
-- The tree of areas: the code is the path (docs/scope.md). Grids are public by law; figures are internal.
create table area_level (level text primary key, digits int not null unique, name_zh text not null, name_en text not null);
comment on table area_level is 'Names of the levels of the tree, in the words of the place';
insert into area_level values
  ('province', 2, '省', 'Province'), ('city', 4, '市', 'City'), ('county', 6, '区县', 'County'), ('town', 9, '镇街', 'Town'),
  ('community', 12, '社区', 'Community'), ('grid', 15, '网格', 'Grid'), ('microgrid', 18, '微网格', 'Micro-grid');

create table area (
  code text collate "C" primary key check (code ~ '^[0-9]+$'),
  level text not null references area_level,
  kind text check (kind in ('basic', 'dedicated')),
  dedicated_to text,
  name text not null,
  described_boundary text,
  boundary geometry(MultiPolygon, 4326),
  households int not null default 0 check (households >= 0),
  people int not null default 0 check (people >= 0),
  valid_from date not null,
  valid_to date,
  version int not null default 1,
  check ((level = 'grid') = (kind is not null))
);
comment on table area is 'Every node of the tree: county, town, community, grid; the longer code lies inside its prefix';
create index area_boundary on area using gist (boundary);

create table area_version (
  code text collate "C" not null, version int not null, level text not null, kind text, name text not null,
  described_boundary text, boundary geometry(MultiPolygon, 4326), valid_from date not null, valid_to date,
  recorded_at timestamptz not null, primary key (code, version)
);
comment on table area_version is 'Earlier shapes and names of areas, kept when grids are re-divided';

create table building (
  id uuid primary key,
  area_code text collate "C" not null references area,
  name text not null,
  address text not null,
  footprint geometry(Polygon, 4326) not null,
  compound text not null, use text not null,
  floors int not null check (floors > 0), stairwells int not null check (stairwells >= 0),
  dwellings int not null, households int not null, people int not null,
  version int not null default 1
);
comment on table building is 'Buildings with their counts of dwellings, households and people (registers come later)';
create index building_area on building (area_code);
create index building_footprint on building using gist (footprint);

create table road (id uuid primary key, area_code text collate "C" not null, name text not null, class text not null, width_m float8 not null, line geometry(LineString, 4326) not null);
comment on table road is 'Streets of the place, for our own base map';
create index road_area on road (area_code);

create table scenery (id uuid primary key, area_code text collate "C" not null, name text not null, kind text not null, shape geometry(Polygon, 4326) not null);
comment on table scenery is 'Water, green and squares, for our own base map; nothing refers to it';

alter table area enable row level security;
alter table area_version enable row level security;
alter table building enable row level security;
alter table road enable row level security;
alter table scenery enable row level security;
-- An area is seen from inside its ancestors' posts and from below (one knows where one belongs).
create policy area_scope on area for select to linli_app using (
  code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or exists (select from unnest((select nullif(current_setting('linli.reach', true), ''))::text[]) mine where mine ^@ code));
create policy area_version_scope on area_version for select to linli_app using (
  code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[]));
create policy building_scope on building for select to linli_app using (
  area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[]));
create policy road_scope on road for select to linli_app using (
  exists (select from unnest((select nullif(current_setting('linli.reach', true), ''))::text[]) mine where area_code ^@ left(mine, 6)));
create policy scenery_scope on scenery for select to linli_app using (
  exists (select from unnest((select nullif(current_setting('linli.reach', true), ''))::text[]) mine where area_code ^@ left(mine, 6)));
create policy area_job on area to linli_job using (true);
create policy area_version_job on area_version to linli_job using (true);
create policy building_job on building to linli_job using (true);
create policy road_job on road to linli_job using (true);
create policy scenery_job on scenery to linli_job using (true);
grant select on area, area_version, area_level, building, road, scenery to linli_app, linli_job;
grant select on area_level to linli_public;

-- Code and name of the deepest area (grid or above) that covers a point; public knowledge, so no scope. No row = outside every area.
create function area_locate(lng float8, lat float8) returns table (code text, name text, level text)
language sql stable security definer set search_path = public as $$
  select a.code, a.name, a.level from area a
  where a.valid_to is null and length(a.code) <= 15 and st_covers(a.boundary, st_setsrid(st_makepoint(lng, lat), 4326))
  order by length(a.code) desc, a.code limit 1
$$;
