-- owner: identity
-- How the place is organised is for all staff to look up. Administrators hold no area, which for them means all of it: without
-- this the security administrator could give nobody a post. Figures of areas, people and incidents stay closed to them.
alter policy area_scope on area using (
  code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or exists (select from unnest((select nullif(current_setting('linli.reach', true), ''))::text[]) mine where mine ^@ code)
  or (select nullif(current_setting('linli.roles', true), ''))::text[] && array['system_admin', 'security_admin', 'audit_admin']);
alter policy unit_scope on unit using (
  area_code ^@ any ((select nullif(current_setting('linli.areas', true), ''))::text[])
  or id = any ((select nullif(current_setting('linli.units', true), ''))::uuid[])
  or exists (select from unnest((select nullif(current_setting('linli.reach', true), ''))::text[]) mine where mine ^@ area_code and kind in ('centre', 'department'))
  or (select nullif(current_setting('linli.roles', true), ''))::text[] && array['system_admin', 'security_admin', 'audit_admin']);
