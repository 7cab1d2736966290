create schema if not exists coach;

create table coach.pass (
  id uuid primary key,
  conversation_id uuid not null,
  author_id uuid not null,
  lead_id uuid not null,
  digest bytea not null,
  reason bytea not null,
  allowed_at timestamptz not null,
  used_at timestamptz,
  check (lead_id <> author_id)
);
create index pass_open on coach.pass (conversation_id, author_id) where used_at is null;
comment on table coach.pass is 'A lead let one message leave that was kept back: once, exactly as it was read.';
comment on column coach.pass.digest is 'keyed digest of the text that may leave';
comment on column coach.pass.reason is 'sealed; why, as the lead wrote it';

create table coach.setting (
  rule text primary key,
  wish text not null check (wish in ('off', 'advice', 'warning', 'stop')),
  changed_by uuid not null,
  changed_at timestamptz not null
);
comment on table coach.setting is 'A rule of the guidelines that the organisation wants otherwise than it comes.';
