create schema if not exists approvals;

create table approvals.rule (
  id uuid primary key,
  channel text,
  team_id uuid,
  authors text[] not null check (cardinality(authors) > 0),
  approvers text[] not null check (cardinality(approvers) > 0),
  firsts boolean not null,
  made_at timestamptz not null
);
comment on table approvals.rule is 'Replies of these roles need the approval of one of those before they leave.';
comment on column approvals.rule.channel is 'null: any';
comment on column approvals.rule.team_id is 'null: any, or none';
comment on column approvals.rule.firsts is 'whether first messages and forwards, which nobody can approve, are kept back as well';
