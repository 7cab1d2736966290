create schema if not exists web;

create table web.idempotency (
  id         uuid        primary key,
  key        bytea       not null unique check (octet_length(key) = 32),
  request    bytea       not null check (octet_length(request) = 32),
  status     smallint    not null,
  location   text,
  etag       text,
  answer     bytea       not null,
  created_at timestamptz not null
);
comment on table web.idempotency is 'Answers to API calls that carried an Idempotency-Key; kept for 24 hours.';
comment on column web.idempotency.key is 'Keyed digest of caller, call and key.';
comment on column web.idempotency.request is 'Keyed digest of the body.';
comment on column web.idempotency.answer is 'sealed';

create index idempotency_created_at on web.idempotency (created_at);
