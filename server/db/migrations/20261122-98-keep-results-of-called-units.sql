-- owner of incident_party: incident
comment on column incident_party.finished_at is 'When a unit that assists or was called said that its part is done';
