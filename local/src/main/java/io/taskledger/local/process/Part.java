package io.taskledger.local.process;

import io.taskledger.local.service.Infrastructure;
import io.taskledger.local.service.Service;
import io.taskledger.local.service.ServiceLog;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Some parts of the system as a process of their own, which can be killed while the others go on.
 * It says {@code ready}, and ends when its input does: with its parent, however that ends.
 */
public final class Part {
  private final Settings settings;
  private final Secrets secrets;
  private final Deque<Runnable> endings = new ArrayDeque<>();

  private Part(Settings settings) {
    this.settings = settings;
    this.secrets = new Secrets(settings.data(), System.getenv());
  }

  /** Runs servers and services by their names. */
  public static void run(Settings settings, List<String> names) throws IOException {
    var part = new Part(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(part::end, "part-end"));
    names.forEach(part::start);
    System.out.println("ready");
    System.out.flush();
    while (System.in.read() >= 0) {
      // Only the end of the input has a meaning.
    }
    System.exit(0);
  }

  private void start(String name) {
    ServiceLog.enter(name);
    switch (name) {
      case "postgres" -> endWith(Infrastructure.postgres(settings, secrets)::close);
      case "kafka" -> endWith(Infrastructure.kafka(settings)::close);
      case "redis" -> endWith(Infrastructure.redis(settings, secrets)::close);
      case "mail" -> endWith(Infrastructure.mail(settings)::close);
      default -> endWith(service(name)::close);
    }
  }

  private ConfigurableApplicationContext service(String name) {
    return Arrays.stream(Service.values())
        .filter(service -> service.serviceName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no part " + name))
        .start(settings, secrets);
  }

  private synchronized void endWith(Runnable ending) {
    endings.push(ending);
  }

  private synchronized void end() {
    endings.forEach(Runnable::run);
  }
}
