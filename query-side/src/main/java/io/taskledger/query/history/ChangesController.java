package io.taskledger.query.history;

import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the caller did, or what others did, to all tasks that the caller may see; newest first. */
@RestController
class ChangesController {
  private static final Value<Boolean> IS_MINE =
      new Value<>(ChangesController::isMine, "Give me or others.");

  private final Changes changes;
  private final ReadYourWrites readYourWrites;

  ChangesController(Changes changes, ReadYourWrites readYourWrites) {
    this.changes = changes;
    this.readYourWrites = readYourWrites;
  }

  @GetMapping("/api/changes")
  Page<Changes.Change> read(
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request) {
    var parameters = new Parameters(given, Set.of("by", "since", "limit", "cursor"));
    Boolean isMine = parameters.one("by", IS_MINE);
    if (isMine == null && !given.containsKey("by")) {
      parameters.wrong("by", "required", "Say whose changes: me or others.");
    }
    Instant since = parameters.one("since", Value.TIME);
    PageRequest page = PageRequest.of(parameters, Changes.NEWEST_FIRST);
    parameters.refuseIfWrong();
    readYourWrites.await(View.AUDIT_TRAIL, request);
    readYourWrites.await(View.TASK_LIST, request);
    return changes.of(caller.userId(), Boolean.TRUE.equals(isMine), since, page);
  }

  private static boolean isMine(String by) {
    return switch (by) {
      case "me" -> true;
      case "others" -> false;
      default -> throw new IllegalArgumentException("whose is that");
    };
  }
}
