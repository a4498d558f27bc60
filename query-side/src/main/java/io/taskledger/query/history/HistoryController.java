package io.taskledger.query.history;

import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.TaskAddress;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to one task, oldest first unless asked otherwise. */
@RestController
class HistoryController {
  private final History history;
  private final ReadYourWrites readYourWrites;

  HistoryController(History history, ReadYourWrites readYourWrites) {
    this.history = history;
    this.readYourWrites = readYourWrites;
  }

  @GetMapping("/api/tasks/{taskId}/history")
  HistoryPage read(
      @PathVariable("taskId") String address,
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request) {
    var parameters = new Parameters(given, HistoryPage.PARAMETERS);
    HistoryPage.Request page = HistoryPage.Request.of(parameters);
    parameters.refuseIfWrong();
    UUID taskId = TaskAddress.read(address);
    readYourWrites.await(View.AUDIT_TRAIL, request);
    return history.of(taskId, caller.userId(), page);
  }
}
