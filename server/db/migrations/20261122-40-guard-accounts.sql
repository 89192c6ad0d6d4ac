-- owner: identity
-- What guards an account beside its password. The second factor is sealed with a key outside the database; recovery codes and
-- earlier passwords are digests. Only the role that signs in reads any of it.
alter table account
  add column otp_pending bytea,
  add column otp_since timestamptz,
  add column one_time_until timestamptz,
  add constraint account_otp_check check ((otp_secret is null) = (otp_since is null));
comment on column account.otp_pending is 'Second factor offered and not confirmed yet';
comment on column account.otp_last_step is 'Time step of the last code taken: a code opens once';
comment on column account.one_time_until is 'The password was handed over: it must be changed, and is worth nothing after this instant';

create table recovery_code (
  id uuid primary key,
  account_id uuid not null references account,
  digest bytea not null,
  used_at timestamptz
);
comment on table recovery_code is 'Codes that open an account once each in place of its second factor; digests only';
create unique index recovery_code_digest on recovery_code (account_id, digest);

create table former_password (
  id uuid primary key,
  account_id uuid not null references account,
  password_hash text not null,
  until_at timestamptz not null
);
comment on table former_password is 'Hashes of the last passwords of an account, which may not come back';
create index former_password_account on former_password (account_id, until_at desc);

alter table recovery_code enable row level security;
alter table former_password enable row level security;
create policy recovery_code_auth on recovery_code to linli_auth using (true);
create policy former_password_auth on former_password to linli_auth using (true);
-- Taking a second factor away takes its recovery codes with it.
create policy recovery_code_reset on recovery_code for delete to linli_app using (
  'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
create policy recovery_code_find on recovery_code for select to linli_app using (
  'security_admin' = any ((select nullif(current_setting('linli.roles', true), ''))::text[]));
grant select, insert, update, delete on recovery_code to linli_auth;
grant select, insert, delete on former_password to linli_auth;
grant select (id, account_id), delete on recovery_code to linli_app;
grant select (otp_since, one_time_until, work_number, password_changed_at) on account to linli_app;
grant update (work_number, otp_since, otp_pending, otp_last_step, one_time_until) on account to linli_app;

-- Roles in force, own and as deputy: what an account must prove at sign-in hangs on them.
create function account_roles(account uuid, domain timestamptz) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  with today as (select (domain at time zone 'Asia/Shanghai')::date as day)
  select coalesce(array_agg(distinct role), '{}') from (
    select p.role from post p, today where p.account_id = account and p.from_on <= day and (p.to_on is null or p.to_on >= day)
    union select p.role from deputy d join post p on p.id = d.post_id, today
    where d.account_id = account and d.from_at <= domain and d.to_at > domain and p.from_on <= day and (p.to_on is null or p.to_on >= day)) r
$$;
revoke all on function account_roles(uuid, timestamptz) from public;
grant execute on function account_roles(uuid, timestamptz) to linli_auth, linli_app;

-- What happened to one's own account, for its security page.
create policy audit_of_mine on audit for select to linli_auth using (
  subject = (select nullif(current_setting('linli.account', true), '')));
grant select (seq, at, account_id, verb, subject) on audit to linli_auth;
