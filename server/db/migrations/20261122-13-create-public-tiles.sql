-- owner: area
-- The base map of the residents' pages: grids are published by law, streets and houses stand there for everybody to see. No counts,
-- no households. A definer function, since the public role has no table rights; it may use the GiST indexes.
create function public_tile(layer text, west float8, south float8, east float8, north float8)
returns table (props jsonb, shape jsonb)
language sql stable security definer set search_path = public as $$
  with box as (select st_makeenvelope(west, south, east, north, 4326) as it)
  select jsonb_build_object('code', a.code, 'name', a.name), st_asgeojson(a.boundary, 6)::jsonb
    from area a, box where layer = 'grids' and a.level = 'grid' and a.valid_to is null and a.boundary && box.it
  union all
  select jsonb_build_object('name', r.name, 'class', r.class), st_asgeojson(r.line, 6)::jsonb
    from road r, box where layer = 'roads' and r.line && box.it
  union all
  select jsonb_build_object('kind', s.kind, 'name', s.name), st_asgeojson(s.shape, 6)::jsonb
    from scenery s, box where layer = 'scenery' and s.shape && box.it
  union all
  select jsonb_build_object('id', b.id, 'name', b.name, 'floors', b.floors), st_asgeojson(b.footprint, 6)::jsonb
    from building b, box where layer = 'buildings' and b.footprint && box.it
$$;
revoke all on function public_tile(text, float8, float8, float8, float8) from public;
grant execute on function public_tile(text, float8, float8, float8, float8) to linli_app, linli_public;
create index road_line on road using gist (line);
create index scenery_shape on scenery using gist (shape);
