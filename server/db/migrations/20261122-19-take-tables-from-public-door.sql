-- owner: platform
-- The public door works through definer functions and through what the server holds in memory: it needs no table at all.
revoke all on all tables in schema public from linli_public;
do $$
declare p record;
begin
  for p in select polname, polrelid::regclass as tab,
      (select string_agg(quote_ident(r::regrole::text), ', ') from unnest(polroles) r where r <> 'linli_public'::regrole) as others
    from pg_policy where 'linli_public'::regrole = any (polroles) loop
    execute format('alter policy %I on %s to %s', p.polname, p.tab, p.others);
  end loop;
end $$;

-- Functions that act with the owner's rights look for tables of ours before temporary ones, which anybody may make; and nobody
-- calls a function but who was given it.
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as name, p.prosecdef from pg_proc p where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e') loop
    execute format('revoke execute on function %s from public', f.name);
    if f.prosecdef then
      execute format('alter function %s set search_path = public, pg_temp', f.name);
    end if;
  end loop;
end $$;
