-- owner: audit
create table chain_check (
  id int primary key check (id = 1),
  due_at timestamptz not null,
  checked_to bigint not null, again_to bigint not null,
  checked_at timestamptz, entries bigint not null, breaks int not null
);
comment on table chain_check is 'The nightly check of all chains: when it is due, up to which anchor new entries are checked, and where reading the old ones again stands';
insert into chain_check values (1, '1970-01-01T00:00:00Z', 0, 0, null, 0, 0);

create table chain_break (
  chain text not null, entry bigint not null, why text not null, place text not null,
  anchor_seq bigint, incident_id uuid, found_at timestamptz not null,
  primary key (chain, entry, why, place)
);
comment on table chain_break is 'A place where a chain does not hold, from the day it was found; nothing takes it away again';
create trigger chain_break_append_only before update or delete on chain_break for each statement execute function refuse_change();

alter table chain_check enable row level security;
alter table chain_break enable row level security;
create policy chain_check_job on chain_check to linli_job using (true);
create policy chain_break_job on chain_break to linli_job using (true);
grant select, update on chain_check to linli_job;
grant select, insert on chain_break to linli_job;
