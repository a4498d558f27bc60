-- Standard names for the inbox. In place: the data of a running system stays.
-- The number follows the migrations of the services that still use the old names, and precedes their next ones.

alter table consumer_partition rename to inbox_partition;
alter table stream_version rename to processed_version;
alter table parked_event rename to buffered_event;
alter table buffered_event rename column parked_at to buffered_at;
alter index consumer_partition_pkey rename to inbox_partition_pkey;
alter index stream_version_pkey rename to processed_version_pkey;
alter index parked_event_pkey rename to buffered_event_pkey;

comment on table inbox_partition is 'One row per consumer and partition: locked while a batch is processed, counts the batches.';
comment on table processed_version is 'The version of the last event processed, per consumer and stream.';
comment on table buffered_event is 'Events that arrived before their predecessor, or wait behind a dead letter.';
comment on table dead_letter is
  'Events that a handler refused, each the next of its stream, and records that cannot be read.';
comment on column dead_letter.unreadable is 'The record cannot be read; stream and version are what it claims.';
comment on column dead_letter.headers is 'Of an unreadable or discarded event; the others are in buffered_event.';
comment on column dead_letter.reason is 'Class and message of the failure, without values of the event.';
comment on column dead_letter.attempts is 'How often it failed as the next event; 0 if it was not tried yet.';
comment on column dead_letter.discarded_at is 'Since when it is skipped; the row stays as the record of it.';

create table inbox_offset (
  consumer    text   not null,
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,
  primary key (consumer, topic, partition)
);
comment on table inbox_offset is 'How far a consumer has read each topic; restored together with what it processed.';

create table inbox_checkpoint (
  consumer text   primary key,
  position bigint not null
);
comment on table inbox_checkpoint is 'How far an unfinished catch-up has read the event stream.';
