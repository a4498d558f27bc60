-- query-side reads what stands in this schema, now and later, and can change nothing.

grant usage on schema ${flyway:defaultSchema} to ${reader};
grant select on consumer_partition, stream_version to ${reader};
alter default privileges in schema ${flyway:defaultSchema} grant select on tables to ${reader};
