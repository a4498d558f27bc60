package io.taskledger.gateway.upstream;

import io.taskledger.gateway.limit.BufferedBytes;
import io.taskledger.gateway.route.UpstreamService;
import io.taskledger.gateway.settings.GatewaySettings;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The services behind the gateway. */
@Component
public final class Upstream implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

  private final HttpHost commandSide;
  private final HttpHost querySide;
  private final HttpHost projections;
  private final HttpHost assistant;
  private final DataSize maxBody;
  private final DataSize maxBatch;
  private final Duration patience;
  private final UpstreamClient calls;
  private final UpstreamClient streams;

  Upstream(GatewaySettings settings) {
    commandSide = HttpHost.create(settings.commandSide());
    querySide = HttpHost.create(settings.querySide());
    projections = HttpHost.create(settings.projections());
    assistant = HttpHost.create(settings.assistant());
    maxBody = settings.maxBody();
    maxBatch = settings.maxBatch();
    patience = settings.buffered().patience();
    var upstream = settings.upstream();
    calls = new UpstreamClient(upstream.connections(), upstream.responseTimeout(), upstream);
    streams = new UpstreamClient(upstream.streams(), upstream.streamTimeout(), upstream);
  }

  /**
   * Sends the request on and its answer back.
   *
   * @throws ProblemException if the request cannot be sent on, or no answer came
   * @throws IOException if the client is gone, or the answer broke off after its beginning was sent
   */
  public void exchange(
      UpstreamService side,
      HttpServletRequest request,
      HttpServletResponse response,
      BufferedBytes.Lease lease)
      throws IOException {
    HttpHost service =
        switch (side) {
          case COMMAND -> commandSide;
          case QUERY -> querySide;
          case PROJECTIONS -> projections;
          case ASSISTANT -> assistant;
        };
    var onward = new HttpUriRequestBase(request.getMethod(), URI.create(service.toURI()));
    onward.setPath(pathAndQuery(request));
    Headers.toService(request, onward);
    boolean read = isRead(request);
    if (!read) {
      byte[] body = RequestBody.of(request, isBatch(request) ? maxBatch : maxBody, patience, lease);
      if (body.length > 0) {
        onward.setEntity(new ByteArrayEntity(body, null));
      }
    }
    UpstreamClient connections = read && asksForStream(request) ? streams : calls;
    try (ClassicHttpResponse answer = open(connections, service, onward, read)) {
      try {
        ResponseRelay.pass(answer, service, response);
      } catch (IOException | RuntimeException e) {
        // Closing alone would first read the rest of the answer, and a stream has no end to it.
        onward.cancel();
        throw e;
      }
    }
  }

  private static ClassicHttpResponse open(
      UpstreamClient connections,
      HttpHost service,
      ClassicHttpRequest request,
      boolean repeatable) {
    try {
      return connections.open(service, request);
    } catch (ConnectException
        | UnknownHostException
        | NoRouteToHostException
        | ConnectTimeoutException
        | ConnectionRequestTimeoutException e) {
      LOG.warn("{} cannot be reached: {}", service, e.toString());
      throw ProblemException.of(
          ErrorCode.SERVICE_UNAVAILABLE,
          "The service behind this address cannot be reached. Nothing was changed; try again"
              + " soon.");
    } catch (SocketTimeoutException e) {
      LOG.warn("{} did not answer {} in time", service, request);
      throw ProblemException.of(
          ErrorCode.UPSTREAM_TIMEOUT,
          "The service took too long to answer, so a change may or may not have been made."
              + " Look before you send it again.");
    } catch (IOException e) {
      if (repeatable) {
        // Most likely a resting connection that the service has closed: a read may be asked twice.
        connections.forgetResting();
        return open(connections, service, request, false);
      }
      LOG.warn("{} broke off before it answered {}: {}", service, request, e.toString());
      throw ProblemException.of(
          ErrorCode.SERVICE_UNAVAILABLE,
          "The service broke off before it answered, so a change may or may not have been made."
              + " Look before you send it again, or send it with the same Idempotency-Key.");
    }
  }

  private static String pathAndQuery(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  private static boolean isBatch(HttpServletRequest request) {
    return request.getRequestURI().equals("/api/commands");
  }

  private static boolean isRead(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  /** Whether the answer is a stream or an export, which takes long. */
  public static boolean asksForStream(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return request.getRequestURI().equals("/api/stream")
        || (accept != null
            && (accept.contains("text/event-stream")
                || accept.contains("application/x-ndjson")
                || accept.contains("text/csv")));
  }

  /** A stream has no end of its own to wait for, so stopping the gateway ends it at once. */
  @EventListener(ContextClosedEvent.class)
  void endStreams() {
    streams.close();
  }

  @Override
  public void close() {
    calls.close();
  }
}
