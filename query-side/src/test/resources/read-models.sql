-- The tables as projections makes them; its migrations are not on this module's class path. What is searched is made
-- by the migration itself.
create table task (task_id uuid primary key, user_id uuid not null, title text not null, description text,
  priority smallint not null, status text not null,
  due_date timestamptz, time_zone text, category_id text, tags text[] not null, assignee_id uuid,
  parent_task_id uuid, recurrence text, reminders text[] not null,
  created_at timestamptz not null, updated_at timestamptz not null, completed_at timestamptz,
  deleted_at timestamptz, version bigint not null,
  search tsvector generated always as (search_vector(title, tags, description)) stored);
create index on task (user_id);
create index on task (user_id, created_at, task_id);
create index on task (user_id, due_date, task_id);
create index on task (user_id, priority, task_id);
create index on task (assignee_id, created_at, task_id) where assignee_id is not null;
create index on task (parent_task_id) where parent_task_id is not null;

create table task_version_1 (task_id uuid not null, user_id uuid not null, title text not null,
  description text, priority smallint not null, status text not null,
  due_date timestamptz, time_zone text, category_id text, tags text[] not null, assignee_id uuid,
  parent_task_id uuid, recurrence text, reminders text[] not null,
  created_at timestamptz not null, updated_at timestamptz not null, completed_at timestamptz,
  deleted_at timestamptz, version bigint not null, position bigint not null, valid_from timestamptz not null,
  has_new_words boolean not null,
  search tsvector generated always as (
    case when has_new_words then search_vector(title, tags, description) end) stored,
  primary key (task_id, valid_from, version));
create index on task_version_1 (user_id, valid_from) include (task_id) where version = 1;
create index on task_version_1 (user_id, position);
create index on task_version_1 (assignee_id, position) include (task_id)
  where assignee_id is not null;
create index on task_version_1 (task_id, valid_from, version) where has_new_words;
create view task_version as select * from task_version_1;
create table dead_letter (consumer text not null, stream_id uuid, version bigint, discarded_at timestamptz);
create view task_versions_dead_letter as
  select * from (select stream_id, version from dead_letter where discarded_at is null);

create table audit_event (event_id uuid primary key, position bigint, topic text not null,
  event_type text not null, revision text not null, stream_id uuid not null, version bigint not null,
  at timestamptz not null, user_id uuid not null, actor uuid, actor_kind text, correlation_id text,
  causation_id text, traceparent text, payload jsonb not null, undoes uuid, unique (stream_id, version));
create index on audit_event (at, event_id);
create index on audit_event (actor, at, event_id) where actor is not null;
create index on audit_event (event_type, at, event_id);
create index on audit_event (user_id, at, event_id) where event_type = 'NotificationSent';
create table person (user_id uuid primary key, email text not null, name text not null,
  registered_at timestamptz not null);
create table processed_version (consumer text, stream_id uuid, version bigint not null,
  primary key (consumer, stream_id));
create table inbox_partition (consumer text, partition int, batches bigint not null,
  primary key (consumer, partition));
create view task_list_version as select * from processed_version where consumer = 'task-list';
create view task_versions_version as select * from processed_version where consumer = 'task-versions';
create view audit_trail_version as select * from processed_version where consumer = 'audit-trail';
create table generation (projection text not null, schema_name text not null, state text not null);
insert into generation values ('dashboard', 'dashboard_1', 'live');

grant usage on schema projections to query_side;
grant select on all tables in schema projections to query_side;
