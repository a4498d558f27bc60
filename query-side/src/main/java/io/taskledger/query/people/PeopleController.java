package io.taskledger.query.people;

import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import io.taskledger.web.Caller;
import java.util.List;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/people?q=}: those with whom the caller shares a task, and exactly the one whose
 * address was typed, if that person lets the caller assign tasks to them.
 */
@RestController
class PeopleController {
  private static final int LONGEST = 300;
  private static final int MOST = 100;

  private final Acquaintances acquaintances;

  PeopleController(Acquaintances acquaintances) {
    this.acquaintances = acquaintances;
  }

  record Listed(List<Acquaintances.Person> items) {}

  @GetMapping("/api/people")
  Listed read(@RequestParam MultiValueMap<String, String> given, Caller caller) {
    var parameters = new Parameters(given, Set.of("q", "limit"));
    String q = parameters.one("q", Value.text(LONGEST));
    Integer limit = parameters.one("limit", Value.number(1, MOST));
    parameters.refuseIfWrong();
    return new Listed(
        acquaintances.of(
            caller.userId(), q == null ? "" : q.strip(), limit == null ? MOST : limit));
  }
}
