alter table audit_event add column undoes uuid;
comment on column audit_event.undoes is 'The event of the same task that this one took back.';
