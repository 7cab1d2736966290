create schema if not exists vault;

create table vault.root_key (
  id uuid primary key,
  state text not null check (state in ('current', 'incoming', 'retired')),
  proof bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
create unique index root_key_current on vault.root_key (state) where state <> 'retired';
comment on table vault.root_key is 'Which root keys this database has known. The keys themselves are kept outside of it.';
comment on column vault.root_key.proof is 'a constant sealed with the root key: tells a wrong key file from the right one';

create table vault.data_key (
  id uuid primary key,
  purpose text not null check (purpose in ('client', 'intake', 'system', 'index')),
  wrapped bytea,
  root_key uuid not null references vault.root_key,
  day date,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null)),
  check ((day is not null) = (purpose = 'intake'))
);
create unique index data_key_only on vault.data_key (purpose) where purpose in ('system', 'index') and destroyed_at is null;
create unique index data_key_day on vault.data_key (day) where purpose = 'intake';
create index data_key_root on vault.data_key (root_key, id) where destroyed_at is null;
create index data_key_destroyed on vault.data_key (destroyed_at) where destroyed_at is not null;
comment on table vault.data_key is 'Data keys, wrapped by a root key. A destroyed key stays as a row without its key.';
comment on column vault.data_key.day is 'intake keys: the day (UTC) on which it seals what arrives';
