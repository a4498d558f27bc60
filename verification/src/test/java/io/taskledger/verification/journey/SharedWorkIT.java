package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.local.client.Api;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two projections and two query-sides share the work. Commands, reads, rebuilds of every view and a
 * kill all at once; in the end every view is what a plain model in memory says.
 */
class SharedWorkIT {
  private static final int USERS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration MOVED_WITHIN = Duration.ofSeconds(15);
  private static final List<String> PROJECTIONS =
      List.of("task-list", "task-versions", "audit-trail", "people", "dashboard");

  @TempDir private Path folder;

  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicLong reads = new AtomicLong();

  @Test
  void nothingIsLostOrDoubledWhateverIsRebuiltAndKilledMeanwhile() throws Exception {
    try (var system = new SharedWorkSystem(folder);
        Api admin = system.api()) {
      admin.logIn(system.secrets.adminEmail(), system.secrets.adminPassword());
      List<Person> people = new ArrayList<>();
      for (int number = 0; number < USERS; number++) {
        people.add(new Person(system, number));
      }
      eachGroupHasTwoMembers(system);
      List<CompletableFuture<Void>> working =
          people.stream().map(person -> CompletableFuture.runAsync(person::work)).toList();

      PROJECTIONS.forEach(name -> assertThat(rebuild(admin, name, Map.of())).isEqualTo("done"));
      PROJECTIONS.forEach(name -> admin.send("POST", address(name), Map.of()));
      system.otherProjections.kill();
      long killed = System.nanoTime();
      await().atMost(MOVED_WITHIN).until(() -> people.getFirst().seesItsNextChange(killed));
      PROJECTIONS.forEach(name -> awaitEnd(admin, name));
      system.otherProjections.start();
      eachGroupHasTwoMembers(system);

      // However fast the rebuilds were.
      await().atMost(LIMIT).until(() -> reads.get() > 50);
      enough.set(true);
      working.forEach(CompletableFuture::join);
      people.forEach(Person::everyViewIsThatOfTheModel);
      assertThat(stories(admin)).isEqualTo(versions(people));
      PROJECTIONS.forEach(
          name -> assertThat(rebuild(admin, name, Map.of("compare", true))).isEqualTo("done 0"));
      people.forEach(Person::close);
    }
  }

  /** As kafka-consumer-groups shows them. */
  private static void eachGroupHasTwoMembers(SharedWorkSystem system) {
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", system.kafka()))) {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  kafka
                      .describeConsumerGroups(PROJECTIONS)
                      .all()
                      .get()
                      .forEach((name, group) -> assertThat(group.members()).as(name).hasSize(2)));
    }
  }

  private static String address(String name) {
    return "/api/projections/" + name + "/rebuild";
  }

  /** Asks for it and waits for its end; what it has ended with, and the differences found. */
  private static String rebuild(Api admin, String name, Map<String, ?> wanted) {
    assertThat(admin.send("POST", address(name), wanted).status()).isEqualTo(202);
    JsonNode ended = awaitEnd(admin, name);
    String state = ended.path("state").asString();
    return ended.has("differences") ? state + " " + ended.path("differences").asLong() : state;
  }

  private static JsonNode awaitEnd(Api admin, String name) {
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                admin
                    .send("GET", "/api/projections", null)
                    .body()
                    .path("items")
                    .valueStream()
                    .filter(item -> item.path("name").asString().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .path("rebuild"),
            rebuild -> rebuild.hasNonNull("endedAt"));
  }

  /** How many events of each task the audit trail has. */
  private static Map<String, Long> stories(Api admin) {
    Map<String, Long> events = new TreeMap<>();
    String cursor = "";
    do {
      JsonNode page = admin.send("GET", "/api/audit?limit=200" + cursor, null).body();
      page.path("items")
          .forEach(
              event -> {
                if (event.path("type").asString().startsWith("Task")) {
                  events.merge(event.path("taskId").asString(), 1L, Long::sum);
                }
              });
      cursor = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
    return events;
  }

  private static Map<String, Long> versions(List<Person> people) {
    Map<String, Long> versions = new TreeMap<>();
    people.forEach(person -> person.tasks.forEach(task -> versions.put(task.id, task.version)));
    return versions;
  }

  /** Does one thing after the other, and reads each on one of the two query-sides. */
  private final class Person implements AutoCloseable {
    private final Random random;
    private final Api api;
    private final Api other;
    private final List<ModelTask> tasks = new ArrayList<>();
    private final AtomicLong seenAt = new AtomicLong();

    Person(SharedWorkSystem system, int number) {
      random = new Random(number);
      api = system.api();
      other = system.otherQueries();
      String email = "user" + number + "@example.org";
      api.register(email, "a long password", "User");
      api.logIn(email, "a long password");
      other.use(api);
    }

    void work() {
      while (!enough.get()) {
        long begun = System.nanoTime();
        boolean fresh = tasks.size() < 5 || random.nextInt(4) == 0;
        ModelTask task = fresh ? null : tasks.get(random.nextInt(tasks.size()));
        String position = task == null ? create() : task.change(api, random);
        read(task == null ? tasks.getLast() : task, position, begun);
      }
    }

    private String create() {
      String title = "Task " + random.nextLong();
      String priority = ModelTask.anyPriority(random);
      String id = UUID.randomUUID().toString();
      Api.Answer created =
          api.send(
              "POST", "/api/tasks", Map.of("taskId", id, "title", title, "priority", priority));
      assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
      tasks.add(new ModelTask(id, title, priority));
      return created.header("Taskledger-Position");
    }

    /** A read that names the position has the change, or says honestly that it has not. */
    private void read(ModelTask task, String position, long begun) {
      Api side = random.nextBoolean() ? api : other;
      Api.Answer answer =
          side.send(
              "GET", task.path(), null, "Taskledger-Min-Position", position, "Prefer", "wait=10");
      if (answer.status() == 503) {
        return;
      }
      assertThat(answer.status()).isEqualTo(200);
      assertThat(ModelTask.visible(answer.body())).isEqualTo(task.visible());
      reads.incrementAndGet();
      seenAt.set(begun);
    }

    /** Whether something that was begun after that moment was seen in the view. */
    boolean seesItsNextChange(long since) {
      return seenAt.get() > since;
    }

    void everyViewIsThatOfTheModel() {
      Map<String, Map<String, Object>> model = new TreeMap<>();
      tasks.forEach(task -> model.put(task.id, task.visible()));
      for (Api side : List.of(api, other)) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(listed(side)).isEqualTo(model));
        await()
            .atMost(LIMIT)
            .untilAsserted(() -> assertThat(dashboard(side)).isEqualTo(byStatus()));
      }
    }

    private Map<String, Map<String, Object>> listed(Api side) {
      Map<String, Map<String, Object>> listed = new TreeMap<>();
      for (boolean deleted : List.of(false, true)) {
        String cursor = "";
        do {
          JsonNode page =
              side.send("GET", "/api/tasks?limit=200&deleted=" + deleted + cursor, null).body();
          page.path("items")
              .forEach(task -> listed.put(task.path("taskId").asString(), ModelTask.visible(task)));
          cursor =
              page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
        } while (!cursor.isEmpty());
      }
      return listed;
    }

    private Map<String, Long> dashboard(Api side) {
      Map<String, Long> counts = new TreeMap<>();
      side.send("GET", "/api/dashboard", null)
          .body()
          .path("byStatus")
          .forEachEntry((status, count) -> counts.put(status, count.asLong()));
      return counts;
    }

    private Map<String, Long> byStatus() {
      Map<String, Long> counts =
          new TreeMap<>(Map.of("pending", 0L, "in-progress", 0L, "completed", 0L));
      tasks.stream()
          .filter(task -> !task.deleted)
          .forEach(task -> counts.merge(task.status, 1L, Long::sum));
      return counts;
    }

    @Override
    public void close() {
      api.close();
      other.close();
    }
  }
}
