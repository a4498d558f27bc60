-- A watched task is kept in the form of the shared fold (TaskState). What the former form did not
-- have, no reminder needs: when the task was created and changed, and how many events it has.
create function pg_temp.task_state(watched json) returns json language sql as $$
  select json_build_object(
    'taskId', watched->'taskId',
    'owner', watched->'owner',
    'details', json_build_object(
      'title', watched->'title',
      'priority', 'MEDIUM',
      'status', watched->'status',
      'dueDate', watched->'dueDate',
      'timeZone', watched->'timeZone',
      'tags', '[]'::json,
      'assigneeId', watched->'assignee',
      'reminders', watched->'reminders'),
    'createdAt', '1970-01-01T00:00:00Z',
    'updatedAt', '1970-01-01T00:00:00Z',
    'deletedAt',
      case when watched->>'trashed' = 'true' then '1970-01-01T00:00:00Z' end,
    'version', 0)
$$;

update quiet_task set state = pg_temp.task_state(state::json)::text;

update saga_entry set serialized_saga = convert_to(
  json_build_object(
    'task', pg_temp.task_state(convert_from(serialized_saga, 'UTF8')::json->'task'),
    'armed', convert_from(serialized_saga, 'UTF8')::json->'armed')::text, 'UTF8');
