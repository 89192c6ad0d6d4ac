-- owner: notify
-- Not every message is about an incident: the audit administrator is told that a chain does not hold.
alter table message alter column incident_id drop not null, alter column area_code drop not null,
  add constraint message_about check ((incident_id is null) = (area_code is null));
comment on table message is 'What the system told a unit or an account, most often about an incident';
