-- owner: platform
create table chain_head (log text primary key, seq bigint not null, digest bytea);
comment on table chain_head is 'Last link of each chained log';
insert into chain_head values ('audit', 0, null), ('disclosure', 0, null);

create table audit (
  seq bigint primary key, id uuid not null unique, account_id uuid, verb text not null, subject text, facts jsonb not null,
  at timestamptz not null, digest bytea not null
);
comment on table audit is 'What was done to the system: sign-ins, posts, settings; append-only, chained';
create index audit_account on audit (account_id, seq);
create index audit_verb on audit (verb, seq);

create table disclosure (
  seq bigint primary key, id uuid not null unique, account_id uuid not null, verb text not null, subject text not null, facts jsonb not null,
  at timestamptz not null, digest bytea not null
);
comment on table disclosure is 'One reading of personal data: by whom, of whom, for what; append-only, chained';
create index disclosure_subject on disclosure (subject, seq);
create index disclosure_account on disclosure (account_id, seq);

-- No role may change or remove a row, the owner included while this trigger stands; the chain finds it out if somebody does.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_append_only before update or delete on audit for each statement execute function refuse_change();
create trigger disclosure_append_only before update or delete on disclosure for each statement execute function refuse_change();

alter table chain_head enable row level security;
alter table audit enable row level security;
alter table disclosure enable row level security;
create policy chain_head_all on chain_head to linli_app, linli_auth, linli_job using (true);
create policy audit_append on audit for insert to linli_app, linli_auth, linli_job with check (true);
create policy audit_read on audit for select to linli_app using ('audit_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
create policy disclosure_append on disclosure for insert to linli_app, linli_job with check (true);
create policy disclosure_read on disclosure for select to linli_app using (
  account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  or 'audit_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
grant select, update on chain_head to linli_app, linli_auth, linli_job;
grant select, insert on audit, disclosure to linli_app, linli_job;
grant insert on audit to linli_auth;
