-- owner: file
-- What was uploaded. The bytes lie in the files folder under the id; a row stands for an upload that has arrived and was judged.
-- An id without a row is awaited: a report may name it before it arrives.
create table file (
  id uuid primary key,
  account_id uuid references account,
  -- Of a resident: the report that it was sent for, and a digest of the token that their browser holds.
  report_id uuid,
  sender_digest bytea,
  kind text not null check (kind in ('photo', 'video', 'voice')),
  state text not null check (state in ('ready', 'refused')),
  refusal text,
  media_type text not null,
  received_bytes bigint not null check (received_bytes > 0),
  bytes bigint, width int, height int, sha256 bytea,
  has_thumb boolean not null default false,
  created_at timestamptz not null,
  version int not null default 1,
  check ((account_id is null) = (report_id is not null)),
  check ((state = 'refused') = (refusal is not null)),
  check ((state = 'ready') = (sha256 is not null and bytes is not null))
);
comment on table file is 'An upload that has arrived: what it is, who sent it, or why it was refused; of a refused one nothing else is kept';
create index file_account on file (account_id, created_at);
create index file_report on file (report_id) where report_id is not null;

-- Class personal: where and when a picture was taken says where its taker was. Kept apart from what is served, read by purpose only.
create table file_origin (
  file_id uuid primary key references file on delete cascade,
  taken_at timestamptz, lng float8, lat float8,
  check (taken_at is not null or lng is not null),
  check ((lng is null) = (lat is null))
);
comment on table file_origin is 'Place and time that a picture carried in itself; personal, taken out of the picture before it is kept';

alter table file enable row level security;
alter table file_origin enable row level security;

-- One's own, or what an incident in sight shows. Naming somebody else's file as evidence opens nothing: the one who named it must
-- be the one who sent it, and a resident's file belongs to the report that it was sent for.
create policy file_scope on file for select to linli_app using (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  or exists (select from evidence e where e.file_id = file.id and e.account_id is not distinct from file.account_id
    and (file.account_id is not null or file.report_id = e.report_id)));
create policy file_job on file to linli_job using (true);
create policy file_origin_scope on file_origin for select to linli_app using (exists (select from file f where f.id = file_id));
create policy file_origin_job on file_origin to linli_job using (true);
grant select on file, file_origin to linli_app;
grant select, insert, delete on file, file_origin to linli_job;

-- What an upload under this id would meet: nothing (no row), the sender's own file, or somebody else's, of which no more is said.
create function file_known(file_id uuid, sender bytea)
returns table (is_own boolean, refusal text, received_bytes bigint)
language sql stable security definer set search_path = public as $$
  select o.own, case when o.own then f.refusal end, case when o.own then f.received_bytes end
  from file f, lateral (select coalesce(f.account_id = nullif(current_setting('linli.account', true), '')::uuid
    or f.sender_digest = sender, false) as own) o
  where f.id = file_known.file_id
$$;

create function file_count(report uuid) returns int
language sql stable security definer set search_path = public as $$
  select count(*)::int from file where report_id = report
$$;

-- How the files that an act names as evidence stand to whoever acts: awaited, ready, refused, or foreign.
create function file_standing(ids uuid[], report uuid) returns table (id uuid, standing text, kind text)
language sql stable security definer set search_path = public as $$
  select wanted.id,
    case when f.id is null then 'awaited'
      when not coalesce(f.account_id = nullif(current_setting('linli.account', true), '')::uuid
        or (f.account_id is null and f.report_id = report), false) then 'foreign'
      else f.state end,
    f.kind
  from unnest(ids) wanted(id) left join file f on f.id = wanted.id
$$;
revoke all on function file_known(uuid, bytea), file_count(uuid), file_standing(uuid[], uuid) from public;
grant execute on function file_known(uuid, bytea), file_count(uuid), file_standing(uuid[], uuid) to linli_app, linli_public, linli_job;
