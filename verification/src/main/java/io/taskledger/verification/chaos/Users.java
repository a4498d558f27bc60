package io.taskledger.verification.chaos;

import io.taskledger.verification.bench.load.HttpConnection;
import io.taskledger.verification.bench.load.Person;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** Users who create, edit, complete, delete and restore tasks until they are stopped. */
final class Users {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int COUNT = 8;
  // Slow enough that the machine has time for everything else.
  private static final long THINKS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long WAITS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final int gateway;
  private final Answers answers;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;

  private Users(int gateway, Answers answers) {
    this.gateway = gateway;
    this.answers = answers;
  }

  /** Registers new users and lets them begin. */
  static Users begin(int gateway, Answers answers) throws IOException {
    var users = new Users(gateway, answers);
    for (int i = 0; i < COUNT; i++) {
      Person person = Person.register(gateway, "chaos-" + UUID.randomUUID());
      users.threads.add(Thread.ofVirtual().start(() -> users.work(person)));
    }
    return users;
  }

  /** Returns when the last answer has come. */
  void stop() throws InterruptedException {
    running = false;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void work(Person person) {
    try (var connection = new HttpConnection(gateway)) {
      while (running) {
        if (send(connection, person, "POST", "/api/tasks", "", "{\"title\":\"Survive\"}")) {
          live(
              connection,
              person,
              "/api/tasks/" + JSON.readTree(connection.body()).path("taskId").asString());
        }
      }
    } catch (IOException closed) {
      // Nothing but closing the connection can throw here: every answer is in.
    }
  }

  private void live(HttpConnection connection, Person person, String task) {
    send(connection, person, "PATCH", task, "", "{\"title\":\"Survived\"}");
    send(connection, person, "PATCH", task, "", "{\"description\":\"Nothing is ever lost\"}");
    // To be refused: nobody has seen this version.
    send(connection, person, "PATCH", task, "If-Match: \"99\"\r\n", "{\"title\":\"Never\"}");
    send(connection, person, "POST", task + "/complete", "", "");
    send(connection, person, "DELETE", task, "", "");
    send(connection, person, "POST", task + "/restore", "", "");
  }

  private boolean send(
      HttpConnection connection,
      Person person,
      String method,
      String path,
      String headers,
      String json) {
    String correlationId = UUID.randomUUID().toString();
    boolean done = false;
    try {
      int status =
          connection.send(
              person.request(
                  method, path, "X-Correlation-Id: " + correlationId + "\r\n" + headers, json));
      answers.add(correlationId, status);
      done = status < 300;
    } catch (IOException lost) {
      answers.unanswered();
    }
    LockSupport.parkNanos(done ? THINKS_NANOS : WAITS_NANOS);
    return done;
  }
}
