create table account (
  user_id       uuid        primary key,
  email         text        not null unique,
  name          text        not null,
  password_hash text        not null,
  roles         text[]      not null
);

create table refresh_token (
  token_hash bytea       primary key,
  session_id uuid        not null,
  user_id    uuid        not null references account,
  expires_at timestamptz not null,
  spent      boolean     not null default false
);
create index refresh_token_session on refresh_token (session_id);
create index refresh_token_expiry on refresh_token (expires_at);
comment on table refresh_token is 'Only hashes; a session is a family of tokens of which one is unspent.';

create table signing_key (
  key_id     text        primary key,
  jwk        text        not null,
  created_at timestamptz not null default now()
);
