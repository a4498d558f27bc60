create table task_version (
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
  position       bigint      not null,
  valid_from     timestamptz not null,
  has_new_words  boolean     not null,
  search         tsvector    generated always as (
    case when has_new_words then search_vector(title, tags, description) end) stored
);
comment on table task_version is 'Every task as it was after each of its events.';
comment on column task_version.position is 'The place of the event in the store.';
comment on column task_version.valid_from is 'Since when it was so, until the next version''s; never before the version before.';
comment on column task_version.has_new_words is 'Whether title, tags or description are not those of the version before.';
comment on column task_version.search is 'As in the task list; absent where it is what it was in the version before.';

-- keys
alter table task_version add primary key (task_id, valid_from, version);

-- indexes
-- Rows are only added: each index costs one entry an event. Whose tasks there are is told by their first versions;
-- the ids stand in the index, for each row lies on a page of its own and visiting it costs as much as the row of the
-- moment that is read then.
create index task_version_first on task_version (user_id, valid_from) include (task_id) where version = 1;
create index task_version_of_owner on task_version (user_id, position);
create index task_version_of_assignee on task_version (assignee_id, position) include (task_id)
  where assignee_id is not null;
-- The words of a moment are those of the last version until then that has new ones.
create index task_version_words on task_version (task_id, valid_from, version) where has_new_words;
