package io.taskledger.query.dashboard;

import io.taskledger.events.web.Caller;
import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.readyourwrites.View;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caller's numbers at a glance. */
@RestController
class DashboardController {
  private static final ZoneId UNSAID = ZoneId.of("UTC");

  private final DashboardView view;
  private final ReadYourWrites readYourWrites;
  private final Clock clock;

  DashboardController(DashboardView view, ReadYourWrites readYourWrites, Clock clock) {
    this.view = view;
    this.readYourWrites = readYourWrites;
    this.clock = clock;
  }

  @GetMapping("/api/dashboard")
  Dashboard read(
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request) {
    var parameters = new Parameters(given, Set.of("timeZone"));
    ZoneId zone = parameters.one("timeZone", Value.ZONE);
    parameters.refuseIfWrong();
    readYourWrites.await(View.DASHBOARD, request);
    return view.of(
        caller.userId().value(), new Days(clock.instant(), zone == null ? UNSAID : zone));
  }
}
