package io.taskledger.verification.bench.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator, with prepared statements. */
record Pgbench(Path program, LocalSystem system, int connections) implements Baseline {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
  private static final int SPARE_SECONDS = 30;

  /** The one that is installed; PostgreSQL as {@code servers} has it comes without. */
  static Optional<Path> onPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "pgbench"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public String name() {
    return "pgbench";
  }

  @Override
  public double perSecond(String sql, Map<String, String> parameters, Duration duration)
      throws IOException, InterruptedException {
    Path script = Files.writeString(system.root().resolve("pgbench.sql"), sql.strip() + ";\n");
    Path output = system.root().resolve("pgbench.log");
    List<String> command = new ArrayList<>(List.of(program.toString(), "-n", "-M", "prepared"));
    command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(system.port("POSTGRES"))));
    command.addAll(List.of("-U", LocalSystem.SUPERUSER, "-f", script.toString()));
    command.addAll(List.of("-c", Integer.toString(connections), "-j", "2"));
    command.addAll(List.of("-T", Long.toString(duration.toSeconds())));
    parameters.forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
    command.add(LocalSystem.DATABASE);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("PGPASSWORD", system.superuserPassword());
    Process process = builder.start();
    if (!process.waitFor(duration.toSeconds() + SPARE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    Matcher rate = RATE.matcher(said);
    if (!rate.find()) {
      throw new IOException("pgbench failed: " + said.strip());
    }
    return Double.parseDouble(rate.group(1));
  }
}
