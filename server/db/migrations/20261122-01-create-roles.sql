-- owner: platform
-- The roles of docs/scope.md. The login role (owner) migrates; every request gives up its rights for one of these.
do $$
declare r text;
begin
  foreach r in array array['linli_app', 'linli_auth', 'linli_public', 'linli_job'] loop
    begin
      execute format('create role %I nologin', r);
    exception when duplicate_object or unique_violation then null;
    end;
    execute format('grant %I to current_user', r);
  end loop;
end $$;
revoke create on schema public from public;
grant usage on schema public to linli_app, linli_auth, linli_public, linli_job;
