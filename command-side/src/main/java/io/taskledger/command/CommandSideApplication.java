package io.taskledger.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The write side as a service of its own. */
@SpringBootApplication
@EnableScheduling
public class CommandSideApplication {
  /** The name of its configuration file and of the service. */
  public static final String NAME = "command-side";

  /** Starts it. */
  public static void main(String[] arguments) {
    System.setProperty("spring.config.name", NAME);
    SpringApplication.run(CommandSideApplication.class, arguments);
  }
}
