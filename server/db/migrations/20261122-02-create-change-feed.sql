-- owner: platform
-- What changed, in an order that readers can trust: a row counts once every older transaction has ended (txid below the
-- snapshot's xmin). Live events, replicas and rollups read it; it says that something changed, never what.
create table change (
  seq bigint generated always as identity primary key,
  txid xid8 not null default pg_current_xact_id(),
  kind text not null,
  id text not null,
  version int not null,
  area_code text collate "C",
  is_deleted boolean not null default false,
  at timestamptz not null
);
comment on table change is 'Feed of changed things: kind, id, version, area; ordered by transaction horizon';
create index change_txid on change (txid, seq);
alter table change enable row level security;
create policy change_append on change for insert to linli_app, linli_job, linli_public with check (true);
create policy change_read on change for select to linli_job using (true);
grant insert on change to linli_app, linli_job;
grant select, delete on change to linli_job;

create table setting (name text primary key, value jsonb not null, updated_at timestamptz not null);
comment on table setting is 'What the place has configured and the system remembers: virtual clock, sweep marks, calendar version';
grant select on setting to linli_app, linli_job, linli_public;
grant insert, update on setting to linli_job;

create table receipt (
  id uuid primary key,
  actor text not null,
  verb text not null,
  digest bytea not null,
  target text not null,
  at timestamptz not null
);
comment on table receipt is 'Ids of acts already done: the same id by the same actor with the same content changes nothing';
alter table receipt enable row level security;
create policy receipt_own on receipt for select to linli_app using (actor = (select nullif(current_setting('linli.account', true), '')));
create policy receipt_keep on receipt for insert to linli_app with check (actor = (select nullif(current_setting('linli.account', true), '')));
create policy receipt_job on receipt to linli_job using (true);
grant select, insert on receipt to linli_app, linli_job;

-- The public door has no table rights; these two are its share of the receipts.
create function public_receipt(receipt_id uuid) returns setof receipt
language sql stable security definer set search_path = public as $$
  select * from receipt where id = receipt_id and actor = 'public' $$;
create function public_receipt_keep(r jsonb) returns void
language sql volatile security definer set search_path = public as $$
  insert into receipt select * from jsonb_populate_record(null::receipt, r || '{"actor": "public"}') $$;
revoke all on function public_receipt(uuid), public_receipt_keep(jsonb) from public;
grant execute on function public_receipt(uuid), public_receipt_keep(jsonb) to linli_public;
