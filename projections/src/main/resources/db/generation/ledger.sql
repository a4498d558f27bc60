-- What every generation has beside its view: what was applied to it, and what was parked.
create table stream_version (like ${base}.stream_version including comments including storage);
alter table stream_version set (fillfactor = 80);
create table parked_event (like ${base}.parked_event including all);
create table dead_letter (like ${base}.dead_letter including all);

-- keys
alter table stream_version add primary key (consumer, stream_id);
