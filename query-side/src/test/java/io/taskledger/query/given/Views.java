package io.taskledger.query.given;

import io.taskledger.devservers.TestServers;
import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.node.ObjectNode;

/** Writes the views, in the place of projections. */
@TestComponent
public final class Views {
  private static final AtomicLong POSITION = new AtomicLong();

  private final JdbcClient jdbc = JdbcClient.create(Stores.projectionsPool());
  private final RedisClient redis = RedisClient.create(TestServers.redis().uri());

  /** A connection of the side that writes. */
  public Connection connection() throws SQLException {
    return Stores.projections().getConnection();
  }

  public UUID add(TaskInView task) {
    insert("task", task.columns);
    return task.id();
  }

  /** Adds a task as it was after the event at this position. */
  public void addVersion(TaskInView task, long position, Instant validFrom) {
    var columns = new LinkedHashMap<>(task.columns);
    columns.put("position", position);
    columns.put("valid_from", validFrom.atOffset(ZoneOffset.UTC));
    columns.put("has_new_words", task.hasNewWords());
    insert("task_version", columns);
  }

  /** The projection gives up on a version of this task. */
  public void isDeadLetter(UUID taskId, long version) {
    jdbc.sql("insert into dead_letter values ('task-versions', ?, ?, null)")
        .params(taskId, version)
        .update();
  }

  /** Adds the version of a task that holds since then. */
  public UUID addVersion(TaskInView task, String since) {
    addVersion(task, POSITION.incrementAndGet(), OffsetDateTime.parse(since).toInstant());
    return task.id();
  }

  public void remove(UUID taskId) {
    jdbc.sql("delete from task where task_id = ?").param(taskId).update();
  }

  /** Changes what views there are. */
  public void define(String sql) {
    jdbc.sql(sql).update();
  }

  private void insert(String table, Map<String, Object> columns) {
    String names = String.join(", ", columns.keySet());
    String values =
        columns.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
    jdbc.sql("insert into %s (%s) values (%s)".formatted(table, names, values))
        .params(columns)
        .update();
  }

  public void change(UUID taskId, String assignment) {
    jdbc.sql("update task set " + assignment + " where task_id = ?").param(taskId).update();
  }

  public void register(UUID userId, String name) {
    jdbc.sql("insert into person values (?, ?, ?, now())")
        .params(userId, name + "@example.org", name)
        .update();
  }

  /** Appends an event to the audit trail and tells its id. */
  public UUID append(DomainEvent event, UUID owner, long version, String at, @Nullable UUID actor) {
    UUID eventId = UUID.randomUUID();
    EventType type = EventType.of(event);
    ObjectNode payload = EventJson.tree(event);
    payload.put("eventId", eventId.toString());
    payload.put("eventTimestamp", Instant.parse(at).toEpochMilli());
    jdbc.sql(
            """
            insert into audit_event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, null, ?::jsonb)
            """)
        .params(
            eventId,
            POSITION.incrementAndGet(),
            type.topic().map(Topic::topicName).orElseThrow(),
            type.stableName(),
            type.revision(),
            event.streamId(),
            version,
            Instant.parse(at).atOffset(ZoneOffset.UTC),
            owner)
        .param(actor)
        .param(actor == null ? null : "user")
        .param("correlation-1")
        .param(payload.toString())
        .update();
    return eventId;
  }

  /** Notes of an event which one it took back, and who was behind that. */
  public void undid(UUID eventId, UUID undone, String actorKind) {
    jdbc.sql("update audit_event set undoes = ?, actor_kind = ? where event_id = ?")
        .params(undone, actorKind, eventId)
        .update();
  }

  /** Appends so many events of a kilobyte each, a second apart, to the history of one stream. */
  public void appendMany(int count, UUID stream, UUID actor) {
    jdbc.sql(
            """
            insert into audit_event (event_id, topic, event_type, revision, stream_id, version, at, user_id,
              actor, actor_kind, payload)
            select gen_random_uuid(), 'task.restored', 'TaskRestored', '1', :stream, number,
              timestamptz '2020-01-01Z' + number * interval '1 s', :actor, :actor, 'user',
              jsonb_build_object('filling', repeat('x', 1000))
            from generate_series(1, :count) number
            """)
        .param("stream", stream)
        .param("actor", actor)
        .param("count", count)
        .update();
  }

  /** Does something with the audit trail for which nobody else may use it, or fails at once. */
  public void alone(String statement) {
    jdbc.sql("do $$ begin set local lock_timeout = '1s'; %s; end $$".formatted(statement)).update();
  }

  /** Notes that a consumer has applied a version, without a word to anybody. */
  public void applied(String consumer, UUID streamId, long version) {
    jdbc.sql(
            """
            insert into processed_version values (?, ?, ?)
            on conflict (consumer, stream_id) do update set version = excluded.version
            """)
        .params(consumer, streamId, version)
        .update();
  }

  public void announce(String consumer) {
    jdbc.sql("select pg_notify(?, ?)").params("taskledger_applied", consumer).query().listOfRows();
  }

  /** As many batches as this were committed, and are in Redis. */
  public void dashboardApplied(Map<Integer, Long> batches) {
    jdbc.sql("delete from inbox_partition where consumer = 'dashboard'").update();
    redis.del("dashboard_1:progress");
    batches.forEach(
        (partition, batch) -> {
          jdbc.sql("insert into inbox_partition values ('dashboard', ?, ?)")
              .params(partition, batch)
              .update();
          redis.hset("dashboard_1:progress", partition.toString(), batch.toString());
        });
  }

  /** Ends the connections on which the service listens for announcements. */
  public void cutOffListeners() {
    JdbcClient.create(TestServers.postgres().superuser("postgres"))
        .sql(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'query-side-listens-to-postgresql'
            """)
        .query()
        .listOfRows();
    redis.executeCommand(
        new CommandArguments(Protocol.Command.CLIENT).add("KILL").add("TYPE").add("pubsub"));
  }

  public RedisClient redis() {
    return redis;
  }
}
