create schema if not exists agenda;

create table agenda.feed (
  member_id uuid primary key,
  token_digest bytea not null unique,
  since timestamptz not null
);
comment on table agenda.feed is 'Whose calendar programs may ask for what is due. Without a row nobody''s may.';
comment on column agenda.feed.token_digest is 'keyed digest of the secret that stands in the address';

create table agenda.morning (
  member_id uuid primary key,
  at time not null,
  next_at timestamptz not null
);
create index morning_next on agenda.morning (next_at);
comment on table agenda.morning is 'Who wants a mail when the day begins, and when that is next.';
comment on column agenda.morning.at is 'on the clocks of the member';
