comment on table log_in_attempt is
  'Attempts since the last success, by the SHA-256 of the address, alone and with the client''s network, whether it has an account or not.';

create table log_in_network (
  address_hash bytea       primary key,
  last_at      timestamptz not null
);
create index log_in_network_age on log_in_network (last_at);
comment on table log_in_network is
  'From which networks an address has logged in: the SHA-256 of both. Guesses from elsewhere do not keep it out.';
