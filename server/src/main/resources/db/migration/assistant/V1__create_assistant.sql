create schema if not exists assistant;

create table assistant.setting (
  singleton boolean primary key default true check (singleton),
  id uuid not null,
  rewords boolean not null,
  summarises boolean not null,
  content bytea not null
);
comment on table assistant.setting is 'Which language model may be asked, and what for. Without a row none is.';
comment on column assistant.setting.content is 'sealed JSON: its address, its name, the key';
