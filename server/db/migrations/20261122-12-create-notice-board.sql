-- owner: resident
-- The public notice board of a grid: who works there and how to reach them is public by law (公示牌), the words are the worker's.
create table notice_board (
  area_code text collate "C" primary key references area,
  greeting text not null check (length(greeting) <= 500),
  duties text[] not null,
  hours text not null check (length(hours) <= 200),
  supervision_phone text not null,
  updated_at timestamptz not null,
  version int not null default 1
);
comment on table notice_board is 'Words of the public notice board of a grid; workers and figures are read from where they stand';
alter table notice_board enable row level security;
create policy notice_board_job on notice_board to linli_job using (true);
grant select, insert, update on notice_board to linli_job;

-- Grids by part of their name, for "which grid is mine".
create function public_grids(wanted text, most int) returns table (code text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.code, a.name from area a where a.level = 'grid' and a.valid_to is null and strpos(lower(a.name), lower(wanted)) > 0 order by a.code limit least(most, 50)
$$;

-- West, south, east, north of an area, or of all communities: what a map shows first.
create function public_bounds(wanted text) returns table (west float8, south float8, east float8, north float8)
language sql stable security definer set search_path = public, pg_temp as $$
  select st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box) from (
    select st_extent(boundary) as box from area where valid_to is null and case when wanted is null then level = 'community' else code = wanted end) x
  where box is not null
$$;

create function public_board(grid text)
returns table (code text, name text, kind text, described_boundary text, greeting text, duties text[], hours text, supervision_phone text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.code, a.name, a.kind, a.described_boundary, b.greeting, b.duties, b.hours, b.supervision_phone
  from area a left join notice_board b on b.area_code = a.code where a.code = grid and a.level = 'grid' and a.valid_to is null
$$;

-- Who works in the grid at this moment, with whoever stands in for somebody who is away. The duty phone is sealed; the server opens it.
create function public_board_staff(grid text, domain timestamptz)
returns table (role text, name text, work_number text, phone bytea, is_away boolean, deputy_name text, deputy_phone bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.role, a.name, a.work_number, a.phone, d.id is not null, s.name, s.phone
  from post p join account a on a.id = p.account_id and not a.is_disabled
    left join lateral (select d.id, d.account_id from deputy d where d.post_id = p.id and d.from_at <= domain and d.to_at > domain order by d.from_at desc limit 1) d on true
    left join account s on s.id = d.account_id
  where p.area_code = grid and p.role in ('grid_worker', 'grid_head')
    and p.from_on <= (domain at time zone 'Asia/Shanghai')::date and (p.to_on is null or p.to_on >= (domain at time zone 'Asia/Shanghai')::date)
  order by p.role desc, a.work_number
$$;

-- Incidents of the grid since an instant: how many came, how many of these are closed, how many of those with a promise kept it.
create function public_board_counts(grid text, since timestamptz) returns table (reported int, closed int, promised int, kept int)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int, count(*) filter (where state in ('closed', 'archived'))::int,
    count(*) filter (where state in ('closed', 'archived') and promise_started_at is not null)::int,
    count(*) filter (where state in ('closed', 'archived') and promise_started_at is not null and not promise_late)::int
  from incident where area_code = grid and received_at >= since and state not in ('merged', 'voided', 'rejected')
$$;
revoke all on function public_grids(text, int), public_bounds(text), public_board(text), public_board_staff(text, timestamptz), public_board_counts(text, timestamptz) from public;
grant execute on function public_grids(text, int), public_bounds(text), public_board(text), public_board_staff(text, timestamptz), public_board_counts(text, timestamptz) to linli_public;
