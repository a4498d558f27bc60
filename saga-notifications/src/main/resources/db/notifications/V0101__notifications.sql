-- The event store of this service: what was sent. Axon's JDBC engine reads and writes it.
create table domain_event (
  global_index         bigserial    primary key,
  event_identifier     varchar(255) not null unique,
  aggregate_identifier varchar(255) not null,
  sequence_number      bigint       not null,
  type                 varchar(255),
  time_stamp           varchar(255) not null,
  payload_type         varchar(255) not null,
  payload_revision     varchar(255),
  payload              bytea        not null,
  meta_data            bytea,
  unique (aggregate_identifier, sequence_number)
);

create table snapshot_event (
  event_identifier     varchar(255) not null unique,
  aggregate_identifier varchar(255) not null,
  sequence_number      bigint       not null,
  type                 varchar(255) not null,
  time_stamp           varchar(255) not null,
  payload_type         varchar(255) not null,
  payload_revision     varchar(255),
  payload              bytea        not null,
  meta_data            bytea,
  primary key (aggregate_identifier, sequence_number, type)
);

create table token_entry (
  processor_name varchar(255) not null,
  segment        integer      not null,
  token          bytea,
  token_type     varchar(255),
  time_stamp     varchar(255),
  owner          varchar(255),
  primary key (processor_name, segment)
);

-- Sagas exist only while a reminder is armed, so both tables stay small.
create table saga_entry (
  saga_id         varchar(255) primary key,
  revision        varchar(255),
  saga_type       varchar(255),
  serialized_saga bytea
);

create table association_value_entry (
  id                bigserial primary key,
  association_key   varchar(255) not null,
  association_value varchar(255) not null,
  saga_type         varchar(255) not null,
  saga_id           varchar(255) not null
);
create index on association_value_entry (association_value, association_key, saga_type, saga_id);
create index on association_value_entry (saga_id, saga_type);

-- db-scheduler 16.6: the armed reminders by the moment at which they fire.
create table scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index execution_time_idx on scheduled_tasks (execution_time);
create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc);

create table quiet_task (
  task_id uuid primary key,
  state   text not null
) with (fillfactor = 80);
comment on table quiet_task is
  'Tasks without an armed reminder, as their last event left them; out of date while a saga has the task.';

create table recipient (
  user_id uuid primary key,
  email   text not null,
  name    text not null
);
comment on table recipient is 'Where users are reached, from user.registered.';
