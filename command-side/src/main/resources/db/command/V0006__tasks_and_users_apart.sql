-- A task may have the id of a user: who chooses a task's id cannot take the id of a future user.
alter table domain_event drop constraint domain_event_aggregate_identifier_sequence_number_key;
alter table domain_event
  add constraint domain_event_version unique (aggregate_identifier, sequence_number, type);

create table assignment (
  task_id     uuid    primary key,
  owner_id    uuid    not null,
  assignee_id uuid    not null,
  open        boolean not null
);
create index assignment_open on assignment (owner_id, assignee_id) where open;
comment on table assignment is 'Tasks that were assigned to others than their owner.';
comment on column assignment.open is 'Still assigned, not completed and not in the trash.';

create table contact (
  user_id    uuid    not null,
  contact_id uuid    not null,
  worked     boolean not null,
  primary key (user_id, contact_id)
);
comment on table contact is 'The user assigned a task to the contact, or worked on one of theirs.';
comment on column contact.worked is 'The user worked on a task of the contact.';

-- What the events say so far.
with task_event as (
  select aggregate_identifier as task_id, sequence_number, payload_type,
         payload::jsonb as payload, meta_data::jsonb as meta_data
  from domain_event
  where type = 'Task'
),
owner as (
  select task_id, (payload ->> 'userId')::uuid as owner_id
  from task_event
  where payload_type = 'TaskCreated'
),
assigned as (
  select task_id, sequence_number,
         (coalesce(payload -> 'changes', payload) ->> 'assigneeId')::uuid as assignee_id
  from task_event
  where payload_type in ('TaskCreated', 'TaskUpdated')
    and jsonb_exists(coalesce(payload -> 'changes', payload), 'assigneeId')
),
met as (
  select owner_id as user_id, assignee_id as contact_id, false as worked
  from assigned join owner using (task_id)
  where assignee_id <> owner_id
  union all
  select (meta_data ->> 'actor')::uuid, owner_id, true
  from task_event join owner using (task_id)
  where meta_data ->> 'actor' <> owner_id::text
)
insert into contact
select user_id, contact_id, bool_or(worked) from met group by user_id, contact_id;

with task_event as (
  select aggregate_identifier as task_id, sequence_number, payload_type, payload::jsonb as payload
  from domain_event
  where type = 'Task'
),
owner as (
  select task_id, (payload ->> 'userId')::uuid as owner_id
  from task_event
  where payload_type = 'TaskCreated'
),
assignee as (
  select distinct on (task_id) task_id,
         (coalesce(payload -> 'changes', payload) ->> 'assigneeId')::uuid as assignee_id
  from task_event
  where payload_type in ('TaskCreated', 'TaskUpdated')
    and jsonb_exists(coalesce(payload -> 'changes', payload), 'assigneeId')
  order by task_id, sequence_number desc
),
status as (
  select distinct on (task_id) task_id,
         payload_type = 'TaskCompleted' or payload -> 'changes' ->> 'status' = 'completed' as done
  from task_event
  where payload_type = 'TaskCompleted' or jsonb_exists(payload -> 'changes', 'status')
  order by task_id, sequence_number desc
),
trash as (
  select distinct on (task_id) task_id, payload_type = 'TaskDeleted' as trashed
  from task_event
  where payload_type in ('TaskDeleted', 'TaskRestored')
  order by task_id, sequence_number desc
)
insert into assignment
select task_id, owner_id, assignee_id,
       not coalesce(status.done, false) and not coalesce(trash.trashed, false)
from assignee join owner using (task_id) left join status using (task_id)
  left join trash using (task_id)
where assignee_id <> owner_id;
