-- The inbox of every version of a view: what was processed, what is buffered, and dead letters.
create table processed_version (like ${base}.processed_version including comments including storage);
alter table processed_version set (fillfactor = 80);
create table buffered_event (like ${base}.buffered_event including all);
create table dead_letter (like ${base}.dead_letter including all);

-- keys
alter table processed_version add primary key (consumer, stream_id);
