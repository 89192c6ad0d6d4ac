-- owner: incident
-- Lists for whoever watches over the work: late, stuck, declined twice, sent back, reopened, silent. Each has an index of the open ones
-- that it is about, which are few; an act of the system or of a resident does not break a silence.
alter table incident add column acted_at timestamptz;
comment on column incident.acted_at is 'When a member of staff last did something with it; its arrival, until somebody has';
update incident set acted_at = state_since;
alter table incident alter column acted_at set not null;
create index incident_watch_late on incident (intake_no desc) where is_late and state in
  ('reported', 'returned', 'precheck', 'accepted', 'routed', 'dispatched', 'signed', 'declined', 'handling', 'suspended', 'handled',
   'postcheck', 'verified', 'rework');
create index incident_watch_stuck on incident (state_since) where state in
  ('reported', 'returned', 'precheck', 'accepted', 'routed', 'dispatched', 'signed', 'declined', 'handling', 'handled',
   'postcheck', 'verified', 'rework');
create index incident_watch_silent on incident (acted_at) where state in
  ('reported', 'returned', 'precheck', 'accepted', 'routed', 'dispatched', 'signed', 'declined', 'handling', 'handled',
   'postcheck', 'verified', 'rework');
create index incident_watch_declined on incident (intake_no desc) where jsonb_array_length(declines) >= 2 and state in
  ('reported', 'returned', 'precheck', 'accepted', 'routed', 'dispatched', 'signed', 'declined', 'handling', 'suspended', 'handled',
   'postcheck', 'verified', 'rework');
create index incident_watch_reworked on incident (intake_no desc) where reworks > 0 and state in
  ('reported', 'returned', 'precheck', 'accepted', 'routed', 'dispatched', 'signed', 'declined', 'handling', 'suspended', 'handled',
   'postcheck', 'verified', 'rework');
create index incident_watch_reopened on incident (intake_no desc) where round > 1 and state in
  ('reported', 'returned', 'precheck', 'accepted', 'routed', 'dispatched', 'signed', 'declined', 'handling', 'suspended', 'handled',
   'postcheck', 'verified', 'rework');
