-- owner: identity
-- Signing in answers with one's posts. The role that has just written the session may also enter by it, which saves a transaction.
grant execute on function session_enter to linli_auth;
