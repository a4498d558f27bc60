package io.taskledger.query.audit;

import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.request.Accepted;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.Value;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Every event of the system, newest first, for administrators: page by page, or all at once as
 * NDJSON or CSV for those who accept that.
 */
@RestController
class AuditController {
  private static final MediaType CSV = MediaType.parseMediaType(CsvFormat.TYPE);
  private static final List<MediaType> FORMATS =
      List.of(MediaType.APPLICATION_JSON, MediaType.parseMediaType(NdjsonFormat.TYPE), CSV);

  private final AuditTrail trail;
  private final AuditExport export;
  private final NdjsonFormat ndjson;
  private final CsvFormat csv;
  private final ReadYourWrites readYourWrites;

  AuditController(
      AuditTrail trail,
      AuditExport export,
      NdjsonFormat ndjson,
      CsvFormat csv,
      ReadYourWrites readYourWrites) {
    this.trail = trail;
    this.export = export;
    this.ndjson = ndjson;
    this.csv = csv;
    this.readYourWrites = readYourWrites;
  }

  /** Writes an export itself, and returns nothing then. */
  @GetMapping("/api/audit")
  @Nullable Page<AuditEntry> read(
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    caller.requireAdmin();
    MediaType format = Accepted.bestOf(FORMATS, request);
    if (!format.equals(MediaType.APPLICATION_JSON)) {
      ExportFormat export = format.equals(CSV) ? csv : ndjson;
      this.export.send(wish(given, request, export), request, response);
      return null;
    }
    var parameters = new Parameters(given, AuditFilter.PARAMETERS);
    AuditFilter filter = AuditFilter.of(parameters);
    PageRequest page = PageRequest.of(parameters, AuditTrail.NEWEST_FIRST);
    parameters.refuseIfWrong();
    readYourWrites.await(View.AUDIT_TRAIL, request);
    return trail.of(filter, page);
  }

  private AuditExport.Wish wish(
      MultiValueMap<String, String> given, HttpServletRequest request, ExportFormat format) {
    var parameters = new Parameters(given, AuditFilter.PARAMETERS);
    AuditFilter filter = AuditFilter.of(parameters);
    Integer limit = parameters.one("limit", Value.number(1, Integer.MAX_VALUE));
    PageRequest first = PageRequest.of(parameters, AuditTrail.NEWEST_FIRST, AuditExport.PIECE);
    parameters.refuseIfWrong();
    readYourWrites.await(View.AUDIT_TRAIL, request);
    return new AuditExport.Wish(filter, first, limit == null ? Long.MAX_VALUE : limit, format);
  }
}
