-- owner: incident
-- A yellow or red order is answered first and ends when the answer is accepted.
alter table incident_supervision add column replied_seq int;
comment on column incident_supervision.replied_seq is 'The reply that waits to be accepted: its number in the history';
alter table incident_supervision drop constraint incident_supervision_outcome_check;
alter table incident_supervision add constraint incident_supervision_outcome_check check (outcome in ('answered', 'accepted', 'ended'));
