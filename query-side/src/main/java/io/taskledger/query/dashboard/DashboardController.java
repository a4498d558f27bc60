package io.taskledger.query.dashboard;

import io.taskledger.query.pointintime.AsOf;
import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caller's numbers at a glance, by the days of the zone that they name or prefer. */
@RestController
class DashboardController {
  private final DashboardView view;
  private final HistoricalDashboard past;
  private final ReadYourWrites readYourWrites;
  private final Calendars calendars;
  private final Clock clock;

  DashboardController(
      DashboardView view,
      HistoricalDashboard past,
      ReadYourWrites readYourWrites,
      Calendars calendars,
      Clock clock) {
    this.view = view;
    this.past = past;
    this.readYourWrites = readYourWrites;
    this.calendars = calendars;
    this.clock = clock;
  }

  @GetMapping("/api/dashboard")
  Dashboard read(
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request) {
    var parameters = new Parameters(given, Set.of("timeZone", AsOf.PARAMETER));
    ZoneId zone = parameters.one("timeZone", Value.ZONE);
    AsOf moment = AsOf.of(parameters, clock);
    parameters.refuseIfWrong();
    readYourWrites.await(moment.view(View.DASHBOARD), request);
    UUID user = caller.userId().value();
    Days days = calendars.of(caller.userId(), zone, moment.instant());
    return moment.asked() ? past.of(user, moment, days) : view.of(user, days);
  }
}
