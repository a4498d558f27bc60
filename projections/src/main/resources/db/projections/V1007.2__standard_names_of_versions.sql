-- The same standard names for the inboxes of the versions of views, each in a schema of its own.

do $$
declare
  name text;
begin
  for name in select schema_name from generation where state <> 'dropped' loop
    if to_regclass(format('%I.stream_version', name)) is not null then
      execute format('alter table %I.stream_version rename to processed_version', name);
    end if;
    if to_regclass(format('%I.parked_event', name)) is not null then
      execute format('alter table %I.parked_event rename to buffered_event', name);
      execute format('alter table %I.buffered_event rename column parked_at to buffered_at', name);
    end if;
  end loop;
end
$$;
