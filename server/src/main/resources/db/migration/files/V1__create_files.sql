create schema if not exists files;

create table files.file (
  id uuid primary key,
  key_id uuid not null,
  name bytea not null,
  type text not null,
  size bigint not null,
  digest bytea not null,
  created_at timestamptz not null
);
create index file_key on files.file (key_id);
comment on table files.file is 'A file: an attachment or a raw mail. Its content is in files.piece.';
comment on column files.file.name is 'sealed';
comment on column files.file.digest is 'keyed digest of the content';

create table files.piece (
  file_id uuid not null references files.file on delete cascade,
  no integer not null,
  content bytea not null,
  primary key (file_id, no)
);
-- Sealed bytes do not compress.
alter table files.piece alter column content set storage external;
comment on table files.piece is 'The content of a file in pieces of 1 MB.';
comment on column files.piece.content is 'sealed';
