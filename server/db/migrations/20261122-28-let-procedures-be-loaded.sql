-- owner: matter
-- A place loads its own procedure through the interface, by the system administrator; a version that incidents began under is
-- never changed and never taken away.
alter table procedure enable row level security;
create policy procedure_read on procedure for select to linli_app using (true);
create policy procedure_job on procedure to linli_job using (true);
create policy procedure_load on procedure for insert to linli_app with check (
  source <> 'shipped' and 'system_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
grant insert on procedure to linli_app;
create trigger procedure_append_only before update or delete on procedure for each statement execute function refuse_change();
