-- On Monday at nine a weekend's reports fall due at the same instant: the sweep takes the oldest of them, and must not sort them all
-- for every hundred that it takes.
create index incident_due_step on incident (next_step_at, intake_no) where next_step_at is not null;
drop index incident_step;
