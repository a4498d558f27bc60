package io.taskledger.gateway.upstream;

import io.taskledger.gateway.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.util.unit.DataSize;

/**
 * Reads a request's body to its end before anything is sent on. So a service never sees half a
 * body, and a client that sends slowly holds none of the connections to the services.
 */
final class RequestBody {

  private RequestBody() {}

  /**
   * @throws Refusal 413 over the limit, told by the length or found while reading; 400 if the body
   *     breaks off
   */
  static byte[] of(HttpServletRequest request, DataSize limit) {
    long most = limit.toBytes();
    if (request.getContentLengthLong() > most) {
      throw Refusal.bodyTooLarge(limit);
    }
    byte[] body;
    try {
      body = request.getInputStream().readNBytes((int) most + 1);
    } catch (IOException e) {
      throw Refusal.badRequest("The request's body broke off. Nothing was changed; send it again.");
    }
    if (body.length > most) {
      throw Refusal.bodyTooLarge(limit);
    }
    return body;
  }
}
