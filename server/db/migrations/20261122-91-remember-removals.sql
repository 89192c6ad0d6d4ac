-- owner: file
-- What is to be removed from the shelf: written with the removal of the row, gone when the bytes are. Whoever breaks off in between leaves it here.
create table file_removal (
  file_id uuid not null, sha256 bytea not null, at timestamptz not null,
  primary key (file_id, sha256)
);
comment on table file_removal is 'Bytes of a removed file that are still to go';
create index file_removal_at on file_removal (at);
alter table file_removal enable row level security;
create policy file_removal_job on file_removal to linli_job using (true);
grant select, insert, update (at), delete on file_removal to linli_job;
