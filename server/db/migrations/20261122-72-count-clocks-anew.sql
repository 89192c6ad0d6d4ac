-- owner: incident
-- Under which version of the calendar the clocks of an incident were last counted: a correction is due where it is older.
alter table incident add column calendar_version int not null default 1;
comment on column incident.calendar_version is 'Version of the calendar that both clocks were counted by; a job counts anew what is older';
create index incident_recount on incident (calendar_version, intake_no) where due_at is not null;
