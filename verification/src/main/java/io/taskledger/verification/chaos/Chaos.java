package io.taskledger.verification.chaos;

import io.taskledger.devservers.ServerStartException;
import io.taskledger.devservers.audit.Ledger;
import io.taskledger.local.client.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Starts a system of its own, breaks it round by round, and tells what it found. */
public final class Chaos {
  private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(4);
  private static final Duration RELAYS_WITHIN = Duration.ofMinutes(1);
  private static final Duration LOOKS = Duration.ofMillis(50);

  private static final int UNDER_WAY = 5;
  private static final int TOLD = 20;

  private final long begin = System.nanoTime();
  private final Pace pace;
  private final ChaosSystem system;
  private final boolean attackOnly;
  private final Answers answers = new Answers();
  private final Report report = new Report();
  private final List<String> noticed = new ArrayList<>();

  /** How long and how often. */
  private record Pace(
      Duration calm, Duration attack, Duration away, int serviceKills, int serverKills) {
    static final Pace FULL =
        new Pace(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60), 10, 3);
    static final Pace QUICK =
        new Pace(Duration.ofSeconds(4), Duration.ofSeconds(15), Duration.ofSeconds(10), 3, 1);
  }

  @FunctionalInterface
  private interface Fault {
    void happen() throws IOException, InterruptedException, SQLException;
  }

  private Chaos(Pace pace, ChaosSystem system, boolean attackOnly) {
    this.pace = pace;
    this.system = system;
    this.attackOnly = attackOnly;
  }

  /**
   * Runs all rounds; ends the JVM with status 1 when anything was lost, doubled or made up.
   *
   * @param words {@code chaos}, {@code --quick} for short rounds, {@code --attack} for that round
   *     alone
   * @param folder for the data of its system, which is deleted before, and after when all was well
   * @param portVariables the environment variables of all ports of a system
   */
  public static void run(List<String> words, Path folder, List<String> portVariables)
      throws InterruptedException {
    if (!List.of("chaos", "--quick", "--attack").containsAll(words)) {
      throw new ServerStartException("Say local/chaos [--attack] [--quick].");
    }
    quietLogs(folder);
    boolean clean;
    try (var system = new ChaosSystem(folder, portVariables)) {
      var chaos =
          new Chaos(
              words.contains("--quick") ? Pace.QUICK : Pace.FULL,
              system,
              words.contains("--attack"));
      chaos.rounds();
      System.out.println();
      System.out.print(chaos.report.table());
      clean = chaos.report.isClean();
      if (clean) {
        system.close();
        system.forget();
      }
    } catch (IOException | SQLException failed) {
      throw new IllegalStateException(
          "The rounds cannot go on; see %s.".formatted(folder.resolve("parts.log")), failed);
    }
    System.exit(clean ? 0 : 1);
  }

  private void rounds() throws IOException, InterruptedException, SQLException {
    say("Starting a system of its own");
    system.start();
    if (attackOnly) {
      attackRound();
      return;
    }
    round("Nothing is broken", () -> Thread.sleep(pace.calm()));
    attackRound();
    round(
        "Kafka stopped for %d s".formatted(pace.away().toSeconds()),
        () -> {
          system.kafka.stop();
          Thread.sleep(pace.away());
          system.kafka.start();
        });
    round(
        "Kafka killed %d x".formatted(pace.serverKills()),
        () ->
            repeat(
                pace.serverKills(),
                () -> {
                  system.kafka.kill();
                  system.kafka.start();
                }));
    round(
        "command-side killed %d x".formatted(pace.serviceKills()),
        () ->
            repeat(
                pace.serviceKills(),
                () -> {
                  awaitMidBatch(system.ledger());
                  system.commandSide.kill();
                  system.commandSide.start();
                }));
    round(
        "PostgreSQL killed %d x".formatted(pace.serverKills()),
        () ->
            repeat(
                pace.serverKills(),
                () -> {
                  system.killPostgres();
                  system.postgres.start();
                }));
    round(
        "Redis killed %d x".formatted(pace.serverKills()),
        () ->
            repeat(
                pace.serverKills(),
                () -> {
                  system.killRedis();
                  system.redis.start();
                }));
  }

  private void attackRound() throws IOException, InterruptedException, SQLException {
    round("One user attacks for %d s".formatted(pace.attack().toSeconds()), this::attack);
  }

  /** Counts as a violation what another user notices of it. */
  private void attack() throws IOException, InterruptedException {
    var bystander = new Bystander(system.gateway());
    Thread.sleep(pace.calm());
    Attack attack = Attack.begin(system.gateway(), bystander.email());
    Thread.sleep(pace.attack());
    List<String> complaints = bystander.stop();
    attack.stop();
    say("  %s", bystander.summary());
    noticed.addAll(complaints);
  }

  /** Every time in the middle: the relay is at work again before the next one. */
  private void repeat(int times, Fault fault)
      throws IOException, InterruptedException, SQLException {
    for (int i = 0; i < times; i++) {
      fault.happen();
      Ledger ledger = system.ledger();
      awaitRelayed(ledger, ledger.relayed() + 1, RELAYS_WITHIN);
    }
  }

  private void round(String what, Fault fault)
      throws IOException, InterruptedException, SQLException {
    say("%s", what);
    Users users = Users.begin(system.gateway(), answers);
    Thread.sleep(pace.calm());
    fault.happen();
    users.stop();
    long end = System.nanoTime();
    Ledger ledger = system.ledger();
    awaitRelayed(ledger, ledger.head(), CAUGHT_UP_WITHIN);
    double caughtUp = (System.nanoTime() - end) / 1e9;
    Verdict verdict;
    try (Api administrator = system.administrator()) {
      verdict =
          Verdict.on(ledger, system.kafkaServers(), answers, new ViewsAudit(administrator))
              .with(noticed.stream().limit(TOLD).toList());
      noticed.clear();
    }
    report.add(what, answers, verdict, caughtUp);
    say(
        "  %d events, %d messages, %d duplicates, %d violations",
        verdict.audit().events(),
        verdict.audit().messages(),
        verdict.audit().duplicates(),
        verdict.violations().size());
    verdict.violations().forEach(violation -> say("  VIOLATION %s", violation));
  }

  /** Goes on after the limit: what is missing is then counted. */
  private void awaitRelayed(Ledger ledger, long position, Duration limit)
      throws InterruptedException, SQLException {
    long end = System.nanoTime() + limit.toNanos();
    while (ledger.relayed() < position) {
      if (System.nanoTime() > end) {
        say("  The relay is not at %d after %d s", position, limit.toSeconds());
        return;
      }
      Thread.sleep(LOOKS);
    }
  }

  /** Until events are stored that the relay has sent, or will in a moment, and not ticked off. */
  private static void awaitMidBatch(Ledger ledger) throws InterruptedException, SQLException {
    long end = System.nanoTime() + RELAYS_WITHIN.toNanos();
    while (ledger.head() - ledger.relayed() < UNDER_WAY && System.nanoTime() < end) {
      Thread.sleep(1);
    }
  }

  private void say(String format, Object... arguments) {
    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
    System.out.printf(
        Locale.ROOT,
        "%3d:%02d  %s%n",
        seconds / 60,
        seconds % 60,
        String.format(Locale.ROOT, format, arguments));
    System.out.flush();
  }

  private static void quietLogs(Path folder) {
    System.setProperty("TASKLEDGER_LOGS", folder.toString());
    System.setProperty("TASKLEDGER_LOG_LEVEL", "WARN");
    System.setProperty("logback.configurationFile", "logback-local.xml");
  }
}
