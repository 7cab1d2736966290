create schema if not exists audit;

create table audit.entry (
  id uuid primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('member', 'client', 'system')),
  actor uuid,
  action text not null,
  object_kind text not null,
  object uuid not null,
  facts jsonb not null,
  mac bytea not null
);
create index entry_listed on audit.entry (at desc, id desc);
create index entry_actor on audit.entry (actor, at desc, id desc);
create index entry_object on audit.entry (object, at desc, id desc);
create index entry_action on audit.entry (action, at desc, id desc) where action <> 'read';
comment on table audit.entry is 'What was changed or read, by whom and when. Written once; ids and states only, no personal data.';
comment on column audit.entry.mac is 'keyed digest of the other columns: made by a node that holds the root key';

create table audit.unsealed (
  entry uuid primary key,
  refused boolean not null default false
);
comment on table audit.unsealed is 'Entries that wait, for seconds, to be chained.';
comment on column audit.unsealed.refused is 'the entry did not come from a node of ours or was altered at once; it is never chained';

create table audit.seal (
  no bigint primary key,
  entry uuid not null unique,
  at timestamptz not null,
  mac bytea not null
);
comment on table audit.seal is 'The chain: each link is a keyed digest of its entry and of the link before. Written once.';
comment on column audit.seal.at is 'of the entry, so that it can be named when it is gone';

create table audit.head (
  singleton boolean primary key default true check (singleton),
  no bigint not null,
  mac bytea not null
);
insert into audit.head (no, mac) values (0, '\x');
comment on table audit.head is 'The last link of the chain.';
