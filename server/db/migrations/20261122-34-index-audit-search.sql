-- owner: platform
-- For the search of the audit administrator: by time, by what it was done to, by refusal, by area.
create index audit_at on audit (at);
create index audit_subject on audit (subject, seq) where subject is not null;
create index audit_refused on audit (seq) where verb like '%.refused';
create index audit_area on audit ((facts ->> 'area') collate "C", seq) where facts ? 'area';
create index disclosure_at on disclosure (at);
