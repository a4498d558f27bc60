create table audit_event (
  event_id       uuid        not null,
  position       bigint,
  topic          text        not null,
  event_type     text        not null,
  revision       text        not null,
  stream_id      uuid        not null,
  version        bigint      not null,
  at             timestamptz not null,
  user_id        uuid        not null,
  actor          uuid,
  actor_kind     text,
  correlation_id text,
  causation_id   text,
  traceparent    text,
  payload        jsonb       not null,
  undoes         uuid
);
comment on table audit_event is 'Every event of the system, each once.';
comment on column audit_event.position is 'Place in the event store; absent for what another service published.';
comment on column audit_event.payload is 'The flat JSON value as on Kafka.';
comment on column audit_event.undoes is 'The event of the same task that this one took back.';

-- keys
alter table audit_event add primary key (event_id);

-- indexes
alter table audit_event add unique (stream_id, version);
create index audit_event_by_time on audit_event (at, event_id);
create index audit_event_by_actor on audit_event (actor, at, event_id) where actor is not null;
create index audit_event_by_type on audit_event (event_type, at, event_id);
create index audit_event_notification_of_user on audit_event (user_id, at, event_id)
  where event_type = 'NotificationSent';
