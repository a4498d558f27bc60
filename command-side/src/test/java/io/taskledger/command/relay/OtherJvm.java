package io.taskledger.command.relay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM beside this one with the same class path, to be killed. */
public final class OtherJvm {
  private OtherJvm() {}

  /** The command that runs a main class there, in little memory and soon. */
  public static ProcessBuilder command(Class<?> main, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    words.addAll(arguments);
    return new ProcessBuilder(words);
  }
}
