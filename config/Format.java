import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Checks or rewrites the layout of every Java source below the current folder with
 * google-java-format. Run by the build: {@code check} ends with status 1 and the list of files that
 * differ, {@code fix} rewrites them.
 */
final class Format {
  public static void main(String[] arguments) throws Exception {
    boolean fix = arguments[0].equals("fix");
    var formatter = new Formatter();
    var different = new ArrayList<Path>();
    try (var sources = Files.walk(Path.of("."))) {
      for (Path source : (Iterable<Path>) sources.filter(Format::isOurs)::iterator) {
        String text = Files.readString(source);
        String formatted = formatter.formatSourceAndFixImports(text);
        if (!formatted.equals(text)) {
          different.add(source);
          if (fix) {
            Files.writeString(source, formatted);
          }
        }
      }
    }
    if (!different.isEmpty() && !fix) {
      System.err.println("Not formatted (mend with: mvn -N validate -Dformat=fix): " + different);
      System.exit(1);
    }
  }

  private static boolean isOurs(Path path) {
    return path.toString().endsWith(".java")
        && !path.toString().contains("/target/")
        && !path.startsWith("./local/data")
        && !path.startsWith("./.git");
  }
}
