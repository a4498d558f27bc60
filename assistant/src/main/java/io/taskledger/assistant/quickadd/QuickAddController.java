package io.taskledger.assistant.quickadd;

import io.taskledger.assistant.language.QuickAdd;
import io.taskledger.assistant.language.Setting;
import io.taskledger.assistant.language.Understood;
import io.taskledger.assistant.services.Api;
import io.taskledger.assistant.services.Settings;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/quick-add/preview} tells what a line says; {@code POST /api/quick-add} does it.
 */
@RestController
class QuickAddController {
  private final Api api;
  private final Settings settings;
  private final Clock clock;

  QuickAddController(Api api, Settings settings, Clock clock) {
    this.api = api;
    this.settings = settings;
    this.clock = clock;
  }

  @PostMapping(path = "/api/quick-add/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
  Understood preview(
      @RequestBody byte[] json,
      @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
      Caller caller) {
    QuickAddRequest request = QuickAddRequest.read(json);
    return QuickAdd.understand(
        request.text(),
        settings.of(authorization, request.zone(), request.locale(), now(request)),
        request.ignore());
  }

  @PostMapping(path = "/api/quick-add", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> add(
      @RequestBody byte[] json,
      @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      Caller caller) {
    QuickAddRequest request = QuickAddRequest.read(json);
    Setting setting = settings.of(authorization, request.zone(), request.locale(), now(request));
    List<String> lines = request.lines();
    if (lines.size() == 1) {
      Understood understood = QuickAdd.understand(request.text(), setting, request.ignore());
      requireTitle(understood);
      return api.command(
          authorization, HttpMethod.POST, "/api/tasks", understood.task().fields(), headers(key));
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
      batch.add(Map.of("method", "POST", "path", "/api/tasks", "body", understood.task().fields()));
    }
    if (!untitled.isEmpty()) {
      throw ProblemException.of(
              ErrorCode.TITLE_MISSING, "Nothing was added. Give each line a title.")
          .with("errors", untitled);
    }
    return api.command(authorization, HttpMethod.POST, "/api/commands", batch, headers(key));
  }

  private Instant now(QuickAddRequest request) {
    return request.now() == null ? clock.instant() : request.now();
  }

  private static void requireTitle(Understood understood) {
    if (understood.task().title().isBlank()) {
      throw ProblemException.of(
              ErrorCode.TITLE_MISSING, "Everything in the line was taken as a part. Add a title.")
          .with("parts", understood.parts());
    }
  }

  private static Map<String, String> headers(@Nullable String idempotencyKey) {
    return idempotencyKey == null ? Map.of() : Map.of("Idempotency-Key", idempotencyKey);
  }
}
