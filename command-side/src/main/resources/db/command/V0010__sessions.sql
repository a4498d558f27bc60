create table session (
  session_id   uuid        primary key,
  user_id      uuid        not null references account,
  started_at   timestamptz not null,
  last_used_at timestamptz not null,
  user_agent   text
);
create index session_of_user on session (user_id);
comment on table session is 'What began with a log-in, and goes on with each refresh; refresh tokens belong to it.';

-- A refresh token is valid for 30 days from the moment at which it was given.
insert into session (session_id, user_id, started_at, last_used_at)
select session_id, user_id,
  min(expires_at) - interval '30 days', max(expires_at) - interval '30 days'
from refresh_token group by session_id, user_id;

alter table refresh_token
  add foreign key (session_id) references session on delete cascade;
