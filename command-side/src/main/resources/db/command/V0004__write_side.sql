-- What undo and restore look for: the events in other tasks that came of one.
create index domain_event_cause on domain_event ((meta_data::jsonb ->> 'causationId'))
  where meta_data like '%"causationId"%';

create table subtask (
  task_id   uuid primary key,
  parent_id uuid not null
);
create index subtask_parent on subtask (parent_id);
comment on table subtask is 'Which task is below which, as the events say; written with them.';

create table snapshot (
  aggregate_identifier uuid        primary key,
  sequence_number      bigint      not null,
  type                 text        not null,
  time_stamp           timestamptz not null,
  payload_type         text        not null,
  payload_revision     text        not null,
  payload              text        not null
);
comment on table snapshot is 'Shortens the reading of long histories; can be emptied at any time.';

create table idempotency_key (
  user_id     uuid        not null,
  key         text        not null,
  part        integer     not null,
  fingerprint bytea       not null,
  status      integer,
  answer      text,
  created_at  timestamptz not null default now(),
  primary key (user_id, key, part)
);
create index idempotency_key_age on idempotency_key (created_at);
comment on column idempotency_key.part is '0 for a request, from 1 for the commands of a batch.';
comment on column idempotency_key.status is 'Null while a batch is under way.';

insert into subtask (task_id, parent_id)
select aggregate_identifier, parent::uuid
from (
  select distinct on (aggregate_identifier) aggregate_identifier, fields ->> 'parentTaskId' as parent
  from (
    select aggregate_identifier, sequence_number,
           coalesce(payload::jsonb -> 'changes', payload::jsonb) as fields
    from domain_event
    where payload_type in ('TaskCreated', 'TaskUpdated')
  ) as event
  where jsonb_exists(fields, 'parentTaskId')
  order by aggregate_identifier, sequence_number desc
) as latest
where parent is not null;
