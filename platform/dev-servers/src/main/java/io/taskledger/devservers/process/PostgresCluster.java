package io.taskledger.devservers.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The data of one PostgreSQL server and its processes: {@code data} below the directory, and beside
 * it the password of the superuser.
 */
public final class PostgresCluster {
  private static final Duration INITIALIZED_WITHIN = Duration.ofMinutes(1);
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);
  private static final Duration STOPPED_WITHIN = Duration.ofMinutes(1);
  private static final Duration ABORTED_WITHIN = Duration.ofSeconds(10);
  private static final String PROGRAM = "postgres";
  private static final List<String> INIT_OPTIONS =
      List.of(
          "--username=postgres",
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8");

  private final Path directory;
  private final Path programs;
  private final Path log;
  private final List<String> initOptions;

  /** The cluster below a directory, run by the programs of this PostgreSQL. */
  public PostgresCluster(Path directory, Path postgres, Path log, List<String> initOptions) {
    this.directory = directory;
    this.programs = postgres.resolve("bin");
    this.log = log;
    this.initOptions = initOptions;
  }

  /** Starts the server, on new data when there is none; false when the log says why not. */
  public boolean start(int port) throws IOException {
    if (!Files.exists(data(directory)) && !initialize()) {
      return false;
    }
    Files.writeString(data(directory).resolve("postgresql.conf"), settings(port));
    // No process of ours is left, so whose id stands in this file is a stranger.
    Files.deleteIfExists(data(directory).resolve("postmaster.pid"));
    var options = List.of("-s", "-w", "-t", Long.toString(STARTED_WITHIN.toSeconds()));
    var places = List.of("-D", data(directory).toString(), "-l", log.toString(), "start");
    return run(STARTED_WITHIN, "pg_ctl", options, places);
  }

  /** Shuts down the server below a directory, whoever started it, and awaits that. */
  public static void stop(Path directory) throws IOException {
    // Whoever killed the JVM may have done so while it was starting the server.
    Processes.kill("initdb", directory);
    Processes.kill("pg_ctl", directory);
    Processes.kill(PROGRAM, growing(directory));
    Path data = data(directory);
    if (!endsOn("INT", data, STOPPED_WITHIN) && !endsOn("QUIT", data, ABORTED_WITHIN)) {
      Processes.kill(PROGRAM, data);
    }
  }

  /** Ends all processes of the server at once with SIGKILL. */
  public void kill() throws IOException {
    Processes.kill(PROGRAM, data(directory));
  }

  /** Where a program of this PostgreSQL is, or would be. */
  public Path program(String name) {
    return programs.resolve(name);
  }

  /** What the server has to say. */
  public Path log() {
    return log;
  }

  /** The password of the superuser. */
  public String password() {
    try {
      return Files.readString(passwordFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path data(Path directory) {
    return directory.resolve("data");
  }

  private static Path growing(Path directory) {
    return directory.resolve("data.new");
  }

  private Path passwordFile() {
    return directory.resolve("superuser.password");
  }

  private boolean initialize() throws IOException {
    Files.deleteIfExists(passwordFile());
    Files.createFile(
        passwordFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile(), UUID.randomUUID().toString());
    // Under its final name only when complete: this JVM may be killed at any moment.
    Path growing = growing(directory);
    Binaries.delete(growing);
    var place = List.of("-D", growing.toString(), "--pwfile=" + passwordFile());
    if (!run(INITIALIZED_WITHIN, "initdb", INIT_OPTIONS, place, initOptions)) {
      return false;
    }
    Files.move(growing, data(directory), StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  @SafeVarargs
  private boolean run(Duration limit, String program, List<String>... options) throws IOException {
    var words = new ArrayList<String>();
    if (isRoot()) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it does not see that.
      words.addAll(List.of("unshare", "-U"));
    }
    words.add(program(program).toString());
    for (List<String> each : options) {
      words.addAll(each);
    }
    return Processes.succeeds(Processes.command(directory, log, words), limit);
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private static boolean endsOn(String signal, Path data, Duration limit) throws IOException {
    List<ProcessHandle> running = Processes.running(PROGRAM, data);
    for (ProcessHandle each : running) {
      if (each.parent().filter(running::contains).isEmpty()) {
        Processes.signal(signal, each);
      }
    }
    return Processes.awaitNone(PROGRAM, data, limit);
  }

  private static String settings(int port) {
    return """
    # Written anew at every start.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = 200
    shared_buffers = 256MB
    max_wal_size = 2GB
    wal_level = replica
    fsync = on
    synchronous_commit = on
    full_page_writes = on
    timezone = 'UTC'
    log_timezone = 'UTC'
    log_line_prefix = '%%m [%%p] %%q%%u@%%d '
    # The detail of an error quotes rows, and with them addresses.
    log_error_verbosity = terse
    default_text_search_config = 'pg_catalog.english'
    """
        .formatted(port);
  }
}
