-- owner: incident
-- Entries of all histories in one row, in the order in which they were written: what an anchor covers is a range of these numbers
-- and asks no clock, which in trials is a virtual one and may always be set back.
alter table incident_action add column entry_no bigint generated always as identity;
create unique index incident_action_entry on incident_action (entry_no);
comment on column incident_action.entry_no is 'Running number over all histories, given by the database and so not part of the digest; anchors cover it';
