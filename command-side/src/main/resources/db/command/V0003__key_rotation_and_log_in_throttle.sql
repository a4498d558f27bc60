alter table signing_key add column signs_from timestamptz;
update signing_key set signs_from = created_at;
alter table signing_key alter column signs_from set not null;
comment on column signing_key.signs_from is
  'A key is published before it signs, so that every cache knows it by then.';

create table log_in_attempt (
  address_hash bytea       primary key,
  failures     integer     not null,
  last_at      timestamptz not null
);
create index log_in_attempt_age on log_in_attempt (last_at);
comment on table log_in_attempt is
  'Attempts since the last success, by the SHA-256 of the address, whether it has an account or not.';

-- Whom an outside issuer vouches for has no password here, and an address that is the issuer's affair.
alter table account alter column password_hash drop not null;
alter table account drop constraint account_email_key;
create unique index account_email on account (email) where password_hash is not null;
