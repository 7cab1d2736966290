create schema if not exists agenda;

create table agenda.feed (
  member_id uuid primary key,
  token_digest bytea not null unique,
  since timestamptz not null
);
comment on table agenda.feed is 'Whose calendar programs may ask for what is due. Without a row nobody''s may.';
comment on column agenda.feed.token_digest is 'keyed digest of the secret that stands in the address';
