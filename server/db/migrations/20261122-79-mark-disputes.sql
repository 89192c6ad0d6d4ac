-- owner: matter
-- The catalogue says which matters are disputes that may be mediated.
alter table matter add column is_mediable boolean not null default false;
update matter m set is_mediable = true from edition e where e.id = m.edition_id and e.catalogue = 'LINLI' and m.parent_code = '98';
alter table matter alter column is_mediable drop default;
