package io.taskledger.query.audit;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** One line with a JSON object for each event, the same that stands in a page. */
@Component
final class NdjsonFormat implements ExportFormat {
  static final String TYPE = "application/x-ndjson";

  private final JsonMapper json;

  NdjsonFormat(JsonMapper json) {
    this.json = json;
  }

  @Override
  public String contentType() {
    return TYPE;
  }

  @Override
  public String fileName() {
    return "audit.ndjson";
  }

  @Override
  public String beginning() {
    return "";
  }

  @Override
  public String line(AuditEntry entry) {
    return json.writeValueAsString(entry) + "\n";
  }
}
