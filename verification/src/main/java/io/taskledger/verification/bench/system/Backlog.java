package io.taskledger.verification.bench.system;

import io.taskledger.devservers.KafkaServer;
import io.taskledger.devservers.PostgresServer;
import io.taskledger.devservers.RedisServer;
import io.taskledger.local.settings.Secrets;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;

/**
 * Makes a system that is down forget its views and what its consumers have read, so that it finds
 * so many events to catch up with when it starts again. Only the servers run meanwhile, in this
 * JVM.
 */
public record Backlog(LocalSystem system, Set<String> groups, long events) {
  private static final int ATTEMPTS = 50;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int KEYS_AT_ONCE = 1_000;
  private static final String CREATED = "task.created";
  private static final String FORGOTTEN =
      """
      select format('truncate %I.%I cascade', schemaname, tablename) from pg_tables
      where schemaname in (select schemaname from pg_tables where tablename = 'processed_version')
        and tablename not in
          ('flyway_schema_history', 'ledger_identity', 'generation', 'rebuild', 'inbox_partition',
         'inbox_offset')
      union all
      select format('delete from %I.%I where topic = %L', schemaname, tablename, 'task.created')
      from pg_tables where tablename = 'inbox_offset'
      """;

  /**
   * Forgets; tells how many events each consumer of tasks has to catch up with. The offsets of
   * other topics stay: a consumer without any would read the event stream in place of Kafka.
   */
  public Map<String, Long> prepare()
      throws SQLException, IOException, ExecutionException, InterruptedException {
    try (var postgres =
        PostgresServer.start(system.data().resolve("postgres"), system.port("POSTGRES"))) {
      forgetViews(postgres);
    }
    String password = new Secrets(system.data(), Map.of()).redis();
    try (var redis =
        RedisServer.start(system.data().resolve("redis"), system.port("REDIS"), password)) {
      forgetRedis(redis.uri());
    }
    try (var kafka =
            KafkaServer.start(
                system.data().resolve("kafka"),
                system.port("KAFKA"),
                system.port("KAFKA_CONTROLLER"));
        var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return rewind(admin);
    }
  }

  private static void forgetViews(PostgresServer postgres) throws SQLException {
    try (Connection connection = postgres.superuser(LocalSystem.DATABASE).getConnection();
        Statement statement = connection.createStatement()) {
      List<String> statements = new ArrayList<>();
      try (ResultSet found = statement.executeQuery(FORGOTTEN)) {
        while (found.next()) {
          statements.add(found.getString(1));
        }
      }
      for (String forgotten : statements) {
        statement.execute(forgotten);
      }
      // Else the next start would write what this benchmark dirtied, in the middle of the
      // measuring.
      statement.execute("checkpoint");
    }
  }

  /** All but how far it is: a Redis that lacks batches would be made anew instead of catch up. */
  private static void forgetRedis(String uri) {
    try (var redis = RedisClient.create(uri)) {
      String cursor = ScanParams.SCAN_POINTER_START;
      do {
        var found = redis.scan(cursor, new ScanParams().count(KEYS_AT_ONCE));
        String[] forgotten =
            found.getResult().stream()
                .filter(key -> !key.endsWith(":progress") && !key.endsWith(":ledger"))
                .toArray(String[]::new);
        if (forgotten.length > 0) {
          redis.unlink(forgotten);
        }
        cursor = found.getCursor();
      } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }
  }

  /** Every group to the last so many created tasks, and to the end of everything else. */
  private Map<String, Long> rewind(Admin admin) throws ExecutionException, InterruptedException {
    Map<String, Long> waiting = new TreeMap<>();
    for (String group : groups) {
      Map<TopicPartition, OffsetAndMetadata> to = new HashMap<>();
      var ends = ends(admin, group);
      long parts = ends.keySet().stream().filter(part -> part.topic().equals(CREATED)).count();
      long back = 0;
      for (var end : ends.entrySet()) {
        long offset = end.getValue().offset();
        if (end.getKey().topic().equals(CREATED)) {
          long part = Math.min(offset, (events + parts - 1) / parts);
          back += part;
          offset -= part;
        }
        to.put(end.getKey(), new OffsetAndMetadata(offset));
      }
      admin.alterConsumerGroupOffsets(group, to).all().get();
      if (back > 0) {
        waiting.put(group, back);
      }
    }
    return waiting;
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> ends(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    var read = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    // A broker that has just started still loads what its groups have read.
    for (int attempt = 0; read.isEmpty() && attempt < ATTEMPTS; attempt++) {
      Thread.sleep(PAUSE);
      read = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    }
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    read.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get();
  }
}
