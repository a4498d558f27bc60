package io.taskledger.query.stream;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.QuerySideApplication;
import io.taskledger.query.given.EventStream;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Stores;
import io.taskledger.query.given.Story;
import io.taskledger.query.given.Story.Happened;
import io.taskledger.query.given.TaskInView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** Whatever breaks off, and in whatever order the view gets what happens: no hole, no double. */
@QuerySideTest
@TestPropertySource(properties = "taskledger.stream.queue=3")
class ResumeTest {
  private static final int ROUNDS = 40;

  private final UUID anna = UUID.randomUUID();
  private final UUID ben = UUID.randomUUID();
  private final Story story;
  private final int port;

  @Autowired
  ResumeTest(Story story, @Value("${local.server.port}") int port) {
    this.story = story;
    this.port = port;
  }

  /** Tasks of Anna's and of others that change, at random, a few at a time. */
  private final class Happenings {
    private final Random random;
    private final List<TaskInView> tasks = new ArrayList<>();
    final List<String> annasToSee = new ArrayList<>();

    Happenings(Random random) {
      this.random = random;
    }

    /** Some changes happen; they are to be applied in the order of the answer. */
    List<Happened> some() {
      List<Happened> happened = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        Happened each = story.happens(nextState());
        happened.add(each);
        if (each.task().isSeenBy(anna)) {
          annasToSee.add(each.what());
        }
      }
      Collections.shuffle(happened, random);
      return happened;
    }

    private TaskInView nextState() {
      if (tasks.isEmpty() || random.nextInt(3) == 0) {
        TaskInView created = aTaskOf(random.nextBoolean() ? anna : ben);
        tasks.add(created);
        return created;
      }
      int which = random.nextInt(tasks.size());
      TaskInView next = tasks.get(which).next();
      switch (random.nextInt(4)) {
        case 0 -> next.assignedTo(anna);
        case 1 -> next.unassigned();
        default -> next.called("changed");
      }
      tasks.set(which, next);
      return next;
    }
  }

  /** Applies all, tasks in any order, but each task's own in theirs, as projections does. */
  private void apply(List<Happened> happened) {
    List<Happened> left = new ArrayList<>(happened);
    while (!left.isEmpty()) {
      Happened next = left.getFirst();
      for (Happened each : left) {
        if (each.task().id().equals(next.task().id()) && each.position() < next.position()) {
          next = each;
        }
      }
      story.isApplied(next);
      left.remove(next);
    }
  }

  private static void collect(EventStream stream, int count, List<String> into) {
    for (int i = 0; i < count; i++) {
      into.add(stream.next().what());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aClientThatBreaksOffAgainAndAgainSeesAllOnceInOrder(long seed) {
    var random = new Random(seed);
    var happenings = new Happenings(random);
    List<String> seen = new ArrayList<>();
    EventStream stream = EventStream.open(port, anna, "");
    try {
      for (int round = 0; round < ROUNDS; round++) {
        List<Happened> happened = happenings.some();
        var applying = CompletableFuture.runAsync(() -> apply(happened));
        int there = happenings.annasToSee.size() - seen.size();
        collect(stream, random.nextInt(there + 1), seen);
        if (random.nextInt(3) == 0) {
          stream.close();
          // Events that came meanwhile are lost with the client; it knows the last that it took.
          stream = EventStream.open(port, anna, stream.lastTakenId());
        }
        applying.join();
      }
      collect(stream, happenings.annasToSee.size() - seen.size(), seen);
      assertThat(seen).isEqualTo(happenings.annasToSee);
      assertThat(stream.waiting()).isZero();
    } finally {
      stream.close();
    }
  }

  @Test
  void anInstanceThatIsStartedAnewGoesOnWhereTheOtherEnded() {
    var random = new Random(1);
    var happenings = new Happenings(random);
    List<String> seen = new ArrayList<>();
    String last = "";
    for (int restart = 0; restart < 4; restart++) {
      // Neither when it starts nor when it ends has the view all that has happened.
      List<Happened> before = happenings.some();
      try (ConfigurableApplicationContext instance = anInstance();
          var stream =
              EventStream.open(
                  instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class),
                  anna,
                  last)) {
        if (restart == 0) {
          apply(before);
          // A client that never was here begins now.
          happenings.annasToSee.clear();
        }
        List<Happened> meanwhile = happenings.some();
        if (restart > 0) {
          meanwhile.addAll(before);
        }
        var applying = CompletableFuture.runAsync(() -> apply(meanwhile));
        collect(stream, random.nextInt(happenings.annasToSee.size() - seen.size() + 1), seen);
        last = stream.lastTakenId();
        applying.join();
      }
    }
    try (var stream = EventStream.open(port, anna, last)) {
      collect(stream, happenings.annasToSee.size() - seen.size(), seen);
      assertThat(seen).isEqualTo(happenings.annasToSee);
      assertThat(stream.waiting()).isZero();
    }
  }

  private static ConfigurableApplicationContext anInstance() {
    return new SpringApplicationBuilder(QuerySideApplication.class)
        .initializers(new Stores())
        .run(
            "--spring.config.name=query-side",
            "--server.port=0",
            "--management.server.port=0",
            "--management.metrics.use-global-registry=false");
  }
}
