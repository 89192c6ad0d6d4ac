-- owner: matter
-- What a sub-class of one catalogue is in others: several editions meet in one archive. The last mapping of a catalogue counts, the
-- ones before it stay.
create table mapping (
  id uuid primary key, from_catalogue text not null, loaded_at timestamptz not null
);
comment on table mapping is 'A mapping of one catalogue to others, as it was loaded';

create table mapping_entry (
  mapping_id uuid not null references mapping, position int not null, from_kind text not null check (from_kind in ('component', 'event')), from_code text not null,
  to_catalogue text, to_kind text check (to_kind in ('component', 'event')), to_code text,
  relation text not null check (relation in ('same', 'near', 'doubtful', 'none')), why text not null, why_en text,
  primary key (mapping_id, position), check ((relation = 'none') = (to_code is null))
);
comment on table mapping_entry is 'A pair of a mapping: the code there, the code here, and how sure that is';

do $$
declare t text;
begin
  foreach t in array array['mapping', 'mapping_entry'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to linli_app using (true)', t || '_read', t);
    execute format('create policy %I on %I to linli_job using (true)', t || '_job', t);
    execute format($p$create policy %I on %I for insert to linli_app with check (
      'system_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]))$p$, t || '_load', t);
    execute format('grant select, insert on %I to linli_app', t);
    execute format('grant select on %I to linli_job', t);
  end loop;
end $$;
