package io.taskledger.query.stream;

import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.security.CallerAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every change that the caller may see, as it happens, from behind {@code Last-Event-ID}. */
@RestController
class StreamController {
  private static final Logger log = LoggerFactory.getLogger(StreamController.class);
  private static final String TYPE = "text/event-stream";
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ChangeDispatcher hub;
  private final TaskVersionRows rows;
  private final Clock clock;
  private final ReadYourWrites readYourWrites;

  StreamController(
      ChangeDispatcher hub, TaskVersionRows rows, Clock clock, ReadYourWrites readYourWrites) {
    this.hub = hub;
    this.rows = rows;
    this.clock = clock;
    this.readYourWrites = readYourWrites;
  }

  /** Keeps the request's thread, which is virtual. */
  @GetMapping(path = "/api/stream", produces = TYPE)
  void stream(
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    new Parameters(given, Set.of()).refuseIfWrong();
    String lastEventId = lastEventId(request);
    readYourWrites.await(View.TASK_VERSIONS, request);
    response.setContentType(TYPE + ";charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    var subscription = new Subscription(caller.userId().value(), hub.settings().queue());
    int most = hub.settings().perPerson();
    if (!hub.audience().join(subscription, most)) {
      throw ProblemException.of(
          ErrorCode.TOO_MANY_STREAMS, "Close one: a user has at most " + most + " at once.");
    }
    try {
      long from = begin(lastEventId);
      new LiveStream(
              hub, rows, clock, subscription, from, CallerAuthentication.current().expiresAt())
          .send(response.getOutputStream());
    } catch (UncheckedIOException | DataAccessException away) {
      // The client comes back, and goes on where it was.
      log.warn("A stream ends: {}", away.toString());
    } catch (IOException gone) {
      log.debug("A stream has lost its client", gone);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      hub.audience().leave(subscription);
    }
  }

  private static String lastEventId(HttpServletRequest request) {
    String given = String.join(",", Collections.list(request.getHeaders(LAST_EVENT_ID)));
    if (!given.isEmpty() && !POSITION.matcher(given).matches()) {
      throw ProblemException.ofParameters(
          List.of(
              new FieldError(
                  LAST_EVENT_ID,
                  "malformed",
                  "Send the id of an event of the stream as it was, or none.")));
    }
    return given;
  }

  /** The position behind which the stream begins. */
  private long begin(String lastEventId) throws InterruptedException {
    if (!hub.audience().awaitServed(PATIENCE)) {
      throw ProblemException.of(
          ErrorCode.SERVICE_UNAVAILABLE, "What happens cannot be followed now. Try again soon.");
    }
    long position = hub.audience().position();
    if (lastEventId.isEmpty()) {
      return position;
    }
    long last = Long.parseLong(lastEventId);
    // Another instance may have been further than this one; nobody was further than the store.
    return last <= position ? last : Math.min(last, hub.head());
  }
}
