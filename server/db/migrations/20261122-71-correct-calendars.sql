-- owner: matter
-- A calendar is corrected through the interface by the system administrator; everybody who works here reads it.
alter table calendar enable row level security;
alter table calendar_day enable row level security;
do $$
declare t text;
begin
  foreach t in array array['calendar', 'calendar_day'] loop
    execute format('create policy %I on %I for select to linli_app, linli_public using (true)', t || '_read', t);
    execute format('create policy %I on %I to linli_job using (true)', t || '_job', t);
    execute format($p$create policy %I on %I for insert to linli_app with check (
      'system_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]))$p$, t || '_load', t);
  end loop;
end $$;
create policy calendar_correct on calendar for update to linli_app using (
  'system_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
create policy calendar_day_replace on calendar_day for delete to linli_app using (
  'system_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
grant insert, update on calendar to linli_app;
grant insert, delete on calendar_day to linli_app;
