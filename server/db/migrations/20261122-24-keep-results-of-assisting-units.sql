-- owner: incident
-- An assisting unit gives a result of its own; an application counts who objected to it in the notice that runs.
alter table incident_party add column finished_at timestamptz;
comment on column incident_party.finished_at is 'When an assisting unit said that its part is done';
alter table incident add column objections int not null default 0 check (objections >= 0);
comment on column incident.objections is 'Objections in the public notice that runs, or ran last';
