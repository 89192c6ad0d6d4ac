-- owner: matter
create table calendar (id text primary key, name text not null, offset_minutes int not null, hours jsonb not null, weekdays int[] not null, published_through int not null, version int not null default 1);
comment on table calendar is 'When desks are open; deadlines count by it';
create table calendar_day (
  calendar_id text not null references calendar, day date not null, kind text not null check (kind in ('holiday', 'makeup')), name text not null, source text not null,
  primary key (calendar_id, day)
);
comment on table calendar_day is 'Public holidays and make-up working days, corrected by administrators';
grant select on calendar, calendar_day to linli_app, linli_job, linli_public;
grant insert, update, delete on calendar, calendar_day to linli_job;
