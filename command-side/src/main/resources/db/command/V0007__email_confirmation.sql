alter table account add column email_confirmed_at timestamptz;
comment on column account.email_confirmed_at is 'Since when the address is known to be the user''s; mails go to no other.';

create table email_confirmation (
  user_id      uuid        primary key references account,
  due_at       timestamptz,
  failures     integer     not null default 0,
  token_hash   bytea,
  expires_at   timestamptz,
  sent_at      timestamptz,
  window_start timestamptz,
  mails        integer     not null default 0
);
create index email_confirmation_due on email_confirmation (due_at) where due_at is not null;
create index email_confirmation_sent on email_confirmation (sent_at) where sent_at is not null;
create unique index email_confirmation_token on email_confirmation (token_hash) where token_hash is not null;
comment on table email_confirmation is 'Mails that ask users to confirm their address.';
comment on column email_confirmation.due_at is 'When the next mail is to be sent; absent when none is.';
comment on column email_confirmation.token_hash is 'SHA-256 of the token in the mail that was sent last.';
comment on column email_confirmation.window_start is 'Since when mails are counted: at most so many in a day.';

-- Addresses were never checked so far: everybody is asked.
insert into email_confirmation (user_id, due_at) select user_id, now() from account;
