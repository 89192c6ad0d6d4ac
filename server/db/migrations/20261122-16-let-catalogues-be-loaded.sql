-- owner: matter
-- A catalogue is loaded through the interface by the system administrator, in the transaction of their request; everybody reads it.
alter table edition enable row level security;
alter table matter enable row level security;
alter table filing_condition enable row level security;
alter table duty enable row level security;
do $$
declare t text;
begin
  foreach t in array array['edition', 'matter', 'filing_condition', 'duty'] loop
    execute format('create policy %I on %I for select to linli_app, linli_public using (true)', t || '_read', t);
    execute format('create policy %I on %I to linli_job using (true)', t || '_job', t);
    execute format($p$create policy %I on %I for insert to linli_app with check (
      'system_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]))$p$, t || '_load', t);
  end loop;
end $$;
create policy edition_supersede on edition for update to linli_app using (
  'system_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
grant insert on edition, matter, filing_condition, duty to linli_app;
grant update (valid_to) on edition to linli_app;
