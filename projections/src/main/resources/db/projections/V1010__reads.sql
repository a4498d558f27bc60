-- A search reads the tasks of one person by the index on the owner and filters them: that is bounded by
-- what the person has. The index on words served rare words only, and took 70 ms for frequent ones of which
-- a person has few (ADR 18).
drop index task_by_words;

-- Small, and in the order of the rows on the disk: the way to read all of a person's tasks, for a search or
-- an order that has no index.
create index task_of_owner on task (user_id);

-- Besides the stems the words as they were written, by which an unfinished one is found: 'reportin' is no
-- beginning of the stem 'report'.
alter table task alter column search set expression as (
  setweight(to_tsvector('english', title), 'A')
  || setweight(to_tsvector('english', tag_words(tags)), 'A')
  || setweight(to_tsvector('english', coalesce(description, '')), 'B')
  || setweight(to_tsvector('simple', title || ' ' || tag_words(tags) || ' ' || coalesce(description, '')), 'D'));

create index audit_event_by_type on audit_event (event_type, at, event_id);
create index audit_event_notification_of_user on audit_event (user_id, at, event_id)
  where event_type = 'NotificationSent';
