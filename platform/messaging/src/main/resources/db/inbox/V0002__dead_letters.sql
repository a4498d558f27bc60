create table dead_letter (
  id               uuid        primary key,
  consumer         text        not null,
  unreadable       boolean     not null default false,
  stream_id        uuid,
  version          bigint,
  event_type       text,
  topic            text        not null,
  record_partition int,
  record_offset    bigint,
  recorded_at      timestamptz,
  headers          text,
  value            bytea,
  reason           text        not null,
  attempts         int         not null,
  first_failed_at  timestamptz not null default now(),
  last_failed_at   timestamptz not null default now(),
  discarded_at     timestamptz
);
comment on table dead_letter is
  'Events that a handler refused, each the first of its stream that is not applied, and records that are no event.';
comment on column dead_letter.unreadable is 'The record is no event of ours; its stream and version are what it claims.';
comment on column dead_letter.headers is 'Of an unreadable or discarded one; others lie in parked_event.';
comment on column dead_letter.reason is 'Class and message of the failure, without values out of the event.';
comment on column dead_letter.attempts is 'How often it failed by itself; 0 for one that was not tried yet.';
comment on column dead_letter.discarded_at is 'Since when it is passed over; the row stays as the record of it.';

create index dead_letter_of_stream on dead_letter (consumer, stream_id);
create unique index dead_letter_once on dead_letter (consumer, stream_id, version)
  where not unreadable and discarded_at is null;
create unique index dead_letter_of_record
  on dead_letter (consumer, topic, record_partition, record_offset, recorded_at) where unreadable;
