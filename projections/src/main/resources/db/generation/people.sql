create table person (
  user_id       uuid        not null,
  email         text        not null,
  name          text        not null,
  registered_at timestamptz not null
);
comment on table person is 'Who has an account, and the name that others see.';

-- keys
alter table person add primary key (user_id);

-- indexes
create index person_by_email on person (email);
