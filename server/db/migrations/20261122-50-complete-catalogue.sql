-- owner: matter
-- A catalogue in full: English conditions, pinyin for picking, what is easily confused, own questions, and the key across
-- editions, which is (catalogue, kind, code): component 0101 and event 0101 are two things. `code` stays unique in the edition.
alter table matter add column standard_code text, add column same_as text, add column pinyin text[] not null default '{}',
  add column hint text, add column hint_en text, add column confused_with text[] not null default '{}', add column form jsonb not null default '[]';
update matter set standard_code = code;
alter table matter alter column standard_code set not null, alter column pinyin drop default, alter column confused_with drop default,
  alter column form drop default,
  add constraint matter_standard_key unique (edition_id, kind, standard_code),
  add constraint matter_same_as foreign key (edition_id, same_as) references matter (edition_id, code) deferrable initially deferred;
alter table filing_condition add column text_en text, add column closing_en text;
