-- Progress of the consumers of the ordered Kafka source, written in the transaction of the view itself.

create table consumer_partition (
  consumer  text   not null,
  partition int    not null,
  batches   bigint not null default 0,
  primary key (consumer, partition)
);
comment on table consumer_partition is 'One row a partition: locked while a batch is applied, counts the batches.';

create table stream_version (
  consumer  text   not null,
  stream_id uuid   not null,
  version   bigint not null,
  primary key (consumer, stream_id)
) with (fillfactor = 80);
comment on table stream_version is 'The version of the last event applied, for each stream and consumer.';

create table parked_event (
  consumer  text        not null,
  stream_id uuid        not null,
  version   bigint      not null,
  topic     text        not null,
  headers   text        not null,
  value     bytea       not null,
  parked_at timestamptz not null default now(),
  primary key (consumer, stream_id, version)
);
comment on table parked_event is 'Events that came before their predecessor.';
