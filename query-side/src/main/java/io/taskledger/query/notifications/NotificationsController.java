package io.taskledger.query.notifications;

import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What was sent to the caller, newest first. A position stands for the command alone: what is sent
 * because of it is sent later, and nobody can say when.
 */
@RestController
class NotificationsController {
  private final NotificationList notifications;
  private final ReadYourWrites readYourWrites;

  NotificationsController(NotificationList notifications, ReadYourWrites readYourWrites) {
    this.notifications = notifications;
    this.readYourWrites = readYourWrites;
  }

  @GetMapping("/api/notifications")
  Page<SentNotification> read(
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request) {
    var parameters = new Parameters(given, Set.of("limit", "cursor"));
    PageRequest page = PageRequest.of(parameters, NotificationList.NEWEST_FIRST);
    parameters.refuseIfWrong();
    readYourWrites.await(View.AUDIT_TRAIL, request);
    return notifications.of(caller.userId(), page);
  }
}
