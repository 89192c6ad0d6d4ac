-- owner of mediation_action: mediation
-- The nightly check walks the chain of every case. It reads sealed content to follow the links, and has no use for it otherwise.
create policy mediation_action_job on mediation_action for select to linli_job using (true);
grant select on mediation_action to linli_job;

-- Who reads the record at present, so that whoever can know that it is gone goes on at once.
alter table chain_check add column holder uuid;
comment on column chain_check.holder is 'The server process that is at it until due_at; null when nobody is';
