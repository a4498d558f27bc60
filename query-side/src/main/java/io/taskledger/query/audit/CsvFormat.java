package io.taskledger.query.audit;

import io.taskledger.query.people.Actor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A table as in RFC 4180, with a header line, that is safe to open in a spreadsheet. */
@Component
final class CsvFormat implements ExportFormat {
  static final String TYPE = "text/csv";

  private static final String HEADER =
      "eventId,position,type,at,streamId,taskId,userId,actorId,actorName,actorKind,version,"
          + "correlationId,causationId,undoes,payload\r\n";

  /** A spreadsheet takes a cell that begins so for a formula, also behind blanks. */
  private static final Pattern FORMULA =
      Pattern.compile("\\s*[=+\\-@\\t\\r\\n＝＋－＠].*", Pattern.DOTALL);

  private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n]");

  @Override
  public String contentType() {
    return TYPE + ";header=present;charset=UTF-8";
  }

  @Override
  public String fileName() {
    return "audit.csv";
  }

  @Override
  public String beginning() {
    return HEADER;
  }

  @Override
  public String line(AuditEntry entry) {
    Actor actor = entry.actor();
    return Stream.of(
                entry.eventId(),
                entry.position(),
                entry.type(),
                entry.at(),
                entry.streamId(),
                entry.taskId(),
                entry.userId(),
                actor.userId(),
                actor.name(),
                actor.kind(),
                entry.version(),
                entry.correlationId(),
                entry.causationId(),
                entry.undoes(),
                entry.payload())
            .map(CsvFormat::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    if (FORMULA.matcher(text).matches()) {
      text = "'" + text;
    }
    return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
