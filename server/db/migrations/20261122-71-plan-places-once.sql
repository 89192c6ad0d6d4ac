-- A function in SQL that is not inlined is planned at every call, and every report asks for its place: in PL/pgSQL it is planned once
-- per connection, and only what was asked for is looked up.
drop function intake_place(float8, float8, uuid, text);
create function intake_place(at_lng float8, at_lat float8, at_building uuid, at_area text)
  returns table (area_code text, lng float8, lat float8, address text, building_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if at_lng is not null then
    return query select (select code from area_locate(at_lng, at_lat)), at_lng, at_lat, null::text, null::uuid;
  elsif at_building is not null then
    return query select b.area_code, st_x(x.p), st_y(x.p), b.address, b.id
      from building b, lateral (select st_pointonsurface(b.footprint) as p) x where b.id = at_building;
  elsif at_area is not null then
    return query select a.code, null::float8, null::float8, null::text, null::uuid from area a where a.code = at_area and a.valid_to is null;
  end if;
end $$;
revoke all on function intake_place(float8, float8, uuid, text) from public;
grant execute on function intake_place(float8, float8, uuid, text) to linli_app, linli_public, linli_job;
