-- The ledger itself: written once, never changed.

create table domain_event (
  global_index         bigint      primary key,
  event_identifier     uuid        not null,
  aggregate_identifier uuid        not null,
  sequence_number      bigint      not null,
  type                 text        not null,
  time_stamp           timestamptz not null,
  payload_type         text        not null,
  payload_revision     text        not null,
  payload              text        not null,
  meta_data            text        not null,
  unique (aggregate_identifier, sequence_number)
);
comment on column domain_event.global_index is 'The position: gapless, in commit order, from 1.';
comment on column domain_event.payload_type is 'A stable name, never a Java class.';

create table event_head (
  single   boolean primary key default true check (single),
  position bigint  not null
);
comment on table event_head is 'The position of the last event; its row lock puts commits in order.';
insert into event_head (position) values (0);

create table token_entry (
  processor_name text    not null,
  segment        integer not null,
  token          bytea,
  token_type     text,
  timestamp      text,
  owner          text,
  primary key (processor_name, segment)
);
comment on table token_entry is 'How far each processor has followed the store.';
