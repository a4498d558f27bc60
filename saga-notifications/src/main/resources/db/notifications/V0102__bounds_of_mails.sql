alter table recipient add column email_confirmed boolean not null default false;
comment on column recipient.email_confirmed is 'Known to be confirmed; else command-side is asked.';

create table mail_count (
  user_id uuid    not null,
  day     date    not null,
  mails   integer not null,
  primary key (user_id, day)
);
comment on table mail_count is 'How many mails a user got on a day (UTC), for the bound.';
