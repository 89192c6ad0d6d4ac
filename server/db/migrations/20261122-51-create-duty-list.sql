-- owner: matter
-- Duty lists that places make themselves: every town has its own (some 340 items), dated like an edition. What a list of an area does
-- not say is said by one of a wider area, at last by the default of the catalogue (table duty).
create table duty_list (
  id uuid primary key, name text not null, level text not null check (level in ('town', 'county')), area_code text collate "C",
  valid_from date not null, valid_to date, source text not null, loaded_at timestamptz not null, check (valid_to is null or valid_to >= valid_from),
  constraint duty_list_one_a_day exclude using gist (level with =, (coalesce(area_code, '')) with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on table duty_list is 'A dated list of duties of a town, a county or everybody: whose duty a matter is';

create table duty_entry (
  list_id uuid not null references duty_list, matter_code text not null, kind text not null check (kind in ('basic', 'joint', 'takenBack')),
  basis text, source text not null, position int not null,
  primary key (list_id, matter_code), check (kind <> 'takenBack' or basis is not null)
);
comment on table duty_entry is 'A row of a duty list: a matter, or a class for all that lies below it';

do $$
declare t text;
begin
  foreach t in array array['duty_list', 'duty_entry'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to linli_app using (true)', t || '_read', t);
    execute format('create policy %I on %I to linli_job using (true)', t || '_job', t);
    execute format($p$create policy %I on %I for insert to linli_app with check (
      'system_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]))$p$, t || '_load', t);
    execute format('grant select, insert on %I to linli_app', t);
    execute format('grant select on %I to linli_job', t);
  end loop;
end $$;
create policy duty_list_supersede on duty_list for update to linli_app using (
  'system_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
grant update (valid_to) on duty_list to linli_app;
