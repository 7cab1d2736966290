create schema if not exists demo;

create table demo.client (
  client_id uuid primary key,
  loaded_at timestamptz not null
);
comment on table demo.client is 'A client who is made up, to look around with in an installation of one''s own.';
