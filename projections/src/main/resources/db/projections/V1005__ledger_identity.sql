create table ledger_identity (
  id uuid primary key default gen_random_uuid()
);
comment on table ledger_identity is
  'One row. A view outside of PostgreSQL remembers it, and so notices that the database was made anew.';
insert into ledger_identity default values;
