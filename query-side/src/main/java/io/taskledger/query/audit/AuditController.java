package io.taskledger.query.audit;

import io.taskledger.events.web.Caller;
import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.readyourwrites.View;
import io.taskledger.query.request.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every event of the system, newest first, for administrators. */
@RestController
class AuditController {
  private final AuditTrail trail;
  private final ReadYourWrites readYourWrites;

  AuditController(AuditTrail trail, ReadYourWrites readYourWrites) {
    this.trail = trail;
    this.readYourWrites = readYourWrites;
  }

  @GetMapping("/api/audit")
  Page<AuditEntry> read(
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request) {
    caller.requireAdmin();
    var parameters = new Parameters(given, AuditFilter.PARAMETERS);
    AuditFilter filter = AuditFilter.of(parameters);
    PageRequest page = PageRequest.of(parameters, AuditTrail.NEWEST_FIRST);
    parameters.refuseIfWrong();
    readYourWrites.await(View.AUDIT_TRAIL, request);
    return trail.of(filter, page);
  }
}
