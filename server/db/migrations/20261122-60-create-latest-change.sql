-- owner: platform
-- The feed as replicas read it: of each thing, for each area, unit and account that sees it or once saw it, the transaction that
-- changed it last. One row for a thing and an audience, moved on in place: whoever was away for months reads each thing once, and no
-- position grows too old. As in `change`, a row counts once every older transaction has ended.
create table latest_change (
  audience text collate "C" not null,
  kind text not null,
  id uuid not null,
  txid xid8 not null default pg_current_xact_id(),
  primary key (audience, id)
);
comment on table latest_change is 'Per area, unit and account the last change of each thing that they see or once saw';
comment on column latest_change.audience is 'Area code, or unit:<id>, or account:<id>';
-- With the kind it is all that a reader needs.
create index latest_change_order on latest_change (audience, txid, id) include (kind);

alter table latest_change enable row level security;
-- That something changed is told to its audience only; what it is now, the policies of the thing itself decide.
create policy latest_change_scope on latest_change for select to linli_app using (
  audience ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or audience = any ((select array(select 'unit:' || u from unnest(nullif(current_setting('linli.units', true), '')::uuid[]) u))::text[])
  or audience = (select 'account:' || nullif(current_setting('linli.account', true), '')));
grant select on latest_change to linli_app;
