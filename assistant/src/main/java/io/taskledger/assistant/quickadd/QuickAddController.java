package io.taskledger.assistant.quickadd;

import io.taskledger.assistant.language.QuickAdd;
import io.taskledger.assistant.language.Setting;
import io.taskledger.assistant.language.Understood;
import io.taskledger.assistant.services.Api;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /api/quick-add/preview} tells what a line says; {@code POST /api/quick-add} does it.
 */
@RestController
class QuickAddController {
  private final Api api;
  private final Clock clock;

  QuickAddController(Api api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  @PostMapping(path = "/api/quick-add/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
  Understood preview(
      @RequestBody byte[] json,
      @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
      Caller caller) {
    QuickAddRequest request = QuickAddRequest.read(json);
    Instant now = request.now() == null ? clock.instant() : request.now();
    return QuickAdd.understand(
        request.text(), setting(request, authorization, now), request.ignore());
  }

  @PostMapping(path = "/api/quick-add", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> add(
      @RequestBody byte[] json,
      @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      Caller caller) {
    QuickAddRequest request = QuickAddRequest.read(json);
    Setting setting = setting(request, authorization, clock.instant());
    List<String> lines = request.lines();
    if (lines.size() == 1) {
      Understood understood = QuickAdd.understand(request.text(), setting, request.ignore());
      requireTitle(understood);
      return api.command(authorization, HttpMethod.POST, "/api/tasks", fields(understood), key);
    }
    List<Map<String, Object>> batch = new ArrayList<>();
    List<FieldError> untitled = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Understood understood = QuickAdd.understand(lines.get(i), setting, List.of());
      if (understood.task().title().isBlank()) {
        untitled.add(
            new FieldError(
                "text", ErrorCode.TITLE_MISSING.code(), "Line " + (i + 1) + " has no title."));
      }
      batch.add(Map.of("method", "POST", "path", "/api/tasks", "body", fields(understood)));
    }
    if (!untitled.isEmpty()) {
      throw ProblemException.of(
              ErrorCode.TITLE_MISSING, "Nothing was added. Give each line a title.")
          .with("errors", untitled);
    }
    return api.command(authorization, HttpMethod.POST, "/api/commands", batch, key);
  }

  private static void requireTitle(Understood understood) {
    if (understood.task().title().isBlank()) {
      throw ProblemException.of(
              ErrorCode.TITLE_MISSING, "Everything in the line was taken as a part. Add a title.")
          .with("parts", understood.parts());
    }
  }

  private Setting setting(QuickAddRequest request, String authorization, Instant now) {
    // Nothing is asked of others but what the line needs.
    JsonNode preferences =
        request.zone() != null
                && !request
                    .text()
                    .toLowerCase(java.util.Locale.ROOT)
                    .matches("(?s).*(next|nächste|eow|end of).*")
            ? null
            : api.ask(authorization, "/api/preferences");
    ZoneId zone = request.zone();
    if (zone == null) {
      zone = ZoneId.of(preferences == null ? "UTC" : preferences.path("timeZone").asString("UTC"));
    }
    DayOfWeek weekStart =
        preferences == null
            ? DayOfWeek.MONDAY
            : DayOfWeek.valueOf(preferences.path("weekStart").asString("MONDAY"));
    return new Setting(
        now, zone, request.locale(), weekStart, name -> assignee(authorization, name));
  }

  /** Whom a name or an address means: one person, or nobody. */
  private Optional<UUID> assignee(String authorization, String name) {
    JsonNode people = api.query(authorization, "/api/people?q={q}", name).path("items");
    List<UUID> found = new ArrayList<>();
    for (JsonNode person : people) {
      UUID userId = UUID.fromString(person.path("userId").asString());
      String full = person.path("name").asString("");
      if (full.equalsIgnoreCase(name)) {
        return Optional.of(userId);
      }
      found.add(userId);
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static Map<String, Object> fields(Understood understood) {
    Understood.Task task = understood.task();
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "title", task.title());
    put(fields, "dueDate", task.dueDate() == null ? null : task.dueDate().toString());
    put(fields, "timeZone", task.timeZone());
    put(fields, "recurrence", task.recurrence());
    put(fields, "priority", task.priority() == null ? null : task.priority().name());
    put(fields, "tags", task.tags());
    put(fields, "assigneeId", task.assigneeId() == null ? null : task.assigneeId().toString());
    put(fields, "categoryId", task.categoryId());
    put(fields, "reminders", task.reminders());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
