-- owner of anchor: audit
-- An anchor used to be one digest over heads that nobody kept, so nothing could be compared with it later; those go. From now on it
-- holds the heads themselves, of every chained log and of all histories, and is a link of a chain of its own.
delete from anchor;
alter table anchor alter column seq drop identity, drop column incidents, add column heads jsonb not null;
comment on table anchor is 'Every hour the heads of all chains; append-only, chained, and copied to a file outside the database';
create trigger anchor_append_only before update or delete on anchor for each statement execute function refuse_change();
insert into chain_head values ('anchor', 0, null);

-- A head only moves forward, with the entries that it names, whoever asks; and only the job that takes anchors moves theirs.
create trigger chain_head_forward before update on chain_head for each row
  when (new.log is distinct from old.log or new.seq <= old.seq) execute function refuse_change();
drop policy chain_head_all on chain_head;
create policy chain_head_logs on chain_head to linli_app, linli_auth using (log <> 'anchor');
create policy chain_head_job on chain_head to linli_job using (true);

-- Who checks the logs must read them.
create policy audit_check on audit for select to linli_job using (true);
create policy disclosure_check on disclosure for select to linli_job using (true);
grant select on audit, disclosure to linli_job;
