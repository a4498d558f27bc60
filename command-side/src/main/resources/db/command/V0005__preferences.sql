create table preferences (
  user_id           uuid        primary key references account on delete cascade,
  version           bigint      not null,
  reminder_channels text[]      not null,
  time_zone         text        not null,
  locale            text        not null,
  theme             text        not null,
  week_start        text        not null,
  changed_at        timestamptz not null default now()
);
comment on table preferences is 'Of users who ever changed them; the others have the defaults.';
comment on column preferences.locale is 'A BCP 47 language tag';
