create table task (
  task_id        uuid        not null,
  user_id        uuid        not null,
  title          text        not null,
  description    text,
  priority       smallint    not null,
  status         text        not null,
  due_date       timestamptz,
  time_zone      text,
  category_id    text,
  tags           text[]      not null,
  assignee_id    uuid,
  parent_task_id uuid,
  recurrence     text,
  reminders      text[]      not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  completed_at   timestamptz,
  deleted_at     timestamptz,
  version        bigint      not null,
  search         tsvector    generated always as (search_vector(title, tags, description)) stored
) with (fillfactor = 80);
comment on table task is 'The tasks as they are now, also those in the trash.';
comment on column task.user_id is 'The owner.';
comment on column task.priority is '0 LOW, 1 MEDIUM, 2 HIGH, 3 URGENT';
comment on column task.status is 'pending, in-progress or completed';
comment on column task.search is
  'Stems, and in weight D the words as they are written.';
comment on column task.reminders is 'ISO-8601 durations before the due date';

-- keys
alter table task add primary key (task_id);

-- indexes
-- Neither status nor updated_at nor deleted_at stands in an index: completing, deleting and restoring
-- then touch no index at all (heap-only updates). One owner's tasks are few enough to be sorted by
-- updated_at and filtered by status when they are read.
create index task_of_owner_by_creation on task (user_id, created_at, task_id);
create index task_of_owner_by_due_date on task (user_id, due_date, task_id);
create index task_of_owner_by_priority on task (user_id, priority, task_id);
create index task_of_assignee on task (assignee_id, created_at, task_id) where assignee_id is not null;
create index task_of_parent on task (parent_task_id) where parent_task_id is not null;

-- Small, and in the order of the rows on the disk: the way to read all of a person's tasks, for a search or an order
-- that has no index. A search is bounded by what the person has; an index on words served rare words only, and took
-- 70 ms for frequent ones of which a person has few (ADR 18).
create index task_of_owner on task (user_id);
