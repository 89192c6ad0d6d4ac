-- owner: matter
create table edition (
  id uuid primary key, catalogue text not null, edition text not null, valid_from date not null, valid_to date, source text not null,
  loaded_at timestamptz not null, unique (catalogue, edition), check (valid_to is null or valid_to >= valid_from),
  constraint edition_one_a_day exclude using gist (catalogue with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on table edition is 'A dated version of a catalogue; an incident keeps the one it was filed under';

create table matter (
  edition_id uuid not null references edition, code text not null, name text not null, name_en text, parent_code text,
  kind text not null check (kind in ('component', 'event')), procedure_key text, precheck boolean not null, postcheck boolean not null,
  synonyms text[] not null, initials text, source text not null, position int not null,
  primary key (edition_id, code), foreign key (edition_id, parent_code) references matter (edition_id, code) deferrable initially deferred
);
comment on table matter is 'Entries of the catalogue: classes (no procedure) and what people can file';

create table filing_condition (
  edition_id uuid not null, id text not null, matter_code text not null, position int not null,
  text text not null, closing text not null,
  limit_amount numeric not null check (limit_amount > 0), limit_unit text not null check (limit_unit in ('urgentHour', 'workHour', 'workDay', 'calendarDay')),
  unit_town text, unit_county text, evidence_filing text[] not null, evidence_closing text[] not null,
  target text check (target in ('makeSafe', 'repair')), followed_by text, source text not null,
  primary key (edition_id, id), foreign key (edition_id, matter_code) references matter (edition_id, code)
);
comment on table filing_condition is 'What must be so to file: decides the limit, the unit in charge and the closing condition';

create table duty (
  edition_id uuid not null, matter_code text not null, kind text not null check (kind in ('basic', 'joint', 'takenBack')),
  basis text, source text not null,
  primary key (edition_id, matter_code), foreign key (edition_id, matter_code) references matter (edition_id, code),
  check (kind <> 'takenBack' or basis is not null)
);
comment on table duty is 'Duty list of towns: whose duty a matter is, and by which rule';

-- The catalogue is public: residents pick from it, and it says nothing of anybody.
grant select on edition, matter, filing_condition, duty to linli_app, linli_job, linli_public;
grant insert on edition, matter, filing_condition, duty to linli_job;
grant update (valid_to) on edition to linli_job;

create table procedure (
  key text not null, version int not null check (version > 0), document jsonb not null, valid_from date not null, source text not null, loaded_at timestamptz not null,
  primary key (key, version)
);
comment on table procedure is 'Checked procedure documents; an incident stays on the version it began under';
grant select on procedure to linli_app, linli_job, linli_public;
grant insert on procedure to linli_job;
