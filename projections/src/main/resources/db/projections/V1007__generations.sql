-- A view lives in generations, each in a schema of its own that the service makes from db/generation. What was
-- here is derived, so it is not moved: the first generation of each view is built from the event feed.

drop table task;
drop table audit_event;
drop table person;
delete from stream_version;
delete from parked_event;

create table generation (
  projection  text        not null,
  number      int         not null,
  shape       int         not null,
  schema_name text        not null unique,
  state       text        not null check (state in ('building', 'live', 'kept', 'dropped')),
  loaded      boolean     not null default false,
  read_until  bigint      not null default 0,
  created_at  timestamptz not null default now(),
  live_since  timestamptz,
  primary key (projection, number)
);
create unique index generation_live on generation (projection) where state = 'live';
comment on column generation.shape is 'Which tables and which fold: a process applies events to its own shape only.';
comment on column generation.state is 'One is live; the one before it is kept, for a way back.';
comment on column generation.loaded is 'Filled up to the position and indexed; what comes later is applied like live events.';
comment on column generation.read_until is 'Every event of the store up to this position is in it; later ones may be.';

create table rebuild (
  id                uuid        primary key,
  projection        text        not null,
  generation        int         not null,
  purpose           text        not null check (purpose in ('switch', 'compare')),
  state             text        not null check (state in ('running', 'switching', 'done', 'cancelled', 'failed')),
  cancelled         boolean     not null default false,
  attempt           int         not null default 0,
  processed         bigint      not null default 0,
  total             bigint      not null default 0,
  events_per_second double precision not null default 0,
  differences       bigint,
  outcome           text,
  requested_at      timestamptz not null default now(),
  ended_at          timestamptz
);
create unique index rebuild_open on rebuild (projection) where state in ('running', 'switching');
comment on table rebuild is 'The making of a generation, or the way back to one.';
comment on column rebuild.purpose is 'compare: the generation is compared with the live one and dropped.';
comment on column rebuild.cancelled is 'Whether somebody asked to end it.';
comment on column rebuild.attempt is 'Counts who works on it: whoever has an older number may not write any more.';
comment on column rebuild.outcome is 'What was found or what went wrong, for people.';
