-- owner: audit
-- What became of a break: an auditor has looked into it and says why; a later check has read the place again and it holds; or it does not
-- hold after all. That it was found stays for good.
create table chain_break_event (
  no bigint generated always as identity primary key,
  chain text not null, entry bigint not null, why text not null, place text not null,
  kind text not null check (kind in ('noted', 'whole', 'again')),
  account_id uuid references account, reason text check (length(reason) between 1 and 2000), at timestamptz not null,
  foreign key (chain, entry, why, place) references chain_break,
  check ((kind = 'noted') = (account_id is not null and reason is not null))
);
comment on table chain_break_event is 'What became of a break of the record: noted by an auditor with the reason, whole since, broken again; append-only';
create index chain_break_event_of on chain_break_event (chain, entry, why, place, no);
create trigger chain_break_event_append_only before update or delete on chain_break_event for each statement execute function refuse_change();

alter table chain_break_event enable row level security;
create policy chain_break_event_job on chain_break_event to linli_job using (true) with check (kind <> 'noted');
create policy chain_break_event_read on chain_break_event for select to linli_app
  using ('audit_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
create policy chain_break_event_note on chain_break_event for insert to linli_app with check (kind = 'noted'
  and account_id = (select nullif(current_setting('linli.account', true), ''))::uuid
  and 'audit_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
create policy chain_break_read on chain_break for select to linli_app
  using ('audit_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
grant select, insert on chain_break_event to linli_job, linli_app;
grant select on chain_break to linli_app;
comment on table chain_break is 'A place where a chain does not hold, from the day it was found; nothing takes it away again, chain_break_event says what became of it';
