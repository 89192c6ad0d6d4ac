-- owner: suggestion
-- What was learned on a county's closed incidents, a row per training: its figures for good, its parameters (words, counts, weights; no
-- text, no name, no id of an incident) of the newest only. It stays in this database.
create table suggestion_model (
  county text collate "C" not null,
  version int not null check (version > 0),
  state text not null check (state in ('usable', 'tooFew', 'noBetter')),
  n int not null check (n >= 0),
  matters int not null check (matters >= 0),
  figures jsonb,
  parameters bytea,
  trained_at timestamptz not null,
  seconds numeric not null,
  primary key (county, version),
  check ((state = 'tooFew') = (figures is null))
);
comment on table suggestion_model is 'Versions of what suggests matter, condition and unit, per county, with their figures';

create table suggestion_training (
  county text collate "C" primary key,
  due_at timestamptz not null
);
comment on table suggestion_training is 'When a county''s suggestions are learned anew; moved on by whoever takes it';
create index suggestion_training_due on suggestion_training (due_at);

alter table suggestion_model enable row level security;
alter table suggestion_training enable row level security;
create policy suggestion_model_job on suggestion_model to linli_job using (true);
create policy suggestion_training_job on suggestion_training to linli_job using (true);
-- Figures say nothing of an incident; who may ask for them is decided by permission, as for the catalogue.
create policy suggestion_model_read on suggestion_model for select to linli_app using (nullif(current_setting('linli.roles', true), '')::text[] && '{system_admin}');
create policy suggestion_training_ask on suggestion_training to linli_app using (nullif(current_setting('linli.roles', true), '')::text[] && '{system_admin}');
grant select, insert on suggestion_model to linli_job;
grant update (parameters) on suggestion_model to linli_job;
grant select, insert, update on suggestion_training to linli_job;
grant select (county, version, state, n, matters, figures, trained_at, seconds) on suggestion_model to linli_app;
grant select, insert, update (due_at) on suggestion_training to linli_app;
