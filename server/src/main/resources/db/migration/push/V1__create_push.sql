create schema if not exists push;

create table push.setting (
  singleton boolean primary key default true check (singleton),
  id uuid not null,
  allowed boolean not null,
  open bytea not null,
  secret bytea not null
);
comment on table push.setting is 'Whether browsers may be told at all. Without a row they may not.';
comment on column push.setting.open is 'the half of the key that browsers agree to';
comment on column push.setting.secret is 'sealed; the other half, as PKCS #8';

create table push.browser (
  id uuid primary key,
  member_id uuid not null,
  endpoint_index bytea not null unique,
  content bytea not null,
  created_at timestamptz not null,
  told_at timestamptz
);
create index browser_member on push.browser (member_id);
comment on table push.browser is 'A browser whose member wants to be told there when something is new.';
comment on column push.browser.endpoint_index is 'blind index of the address at the push service';
comment on column push.browser.content is 'sealed JSON: the address, the browser''s key, the secret between it and us';
