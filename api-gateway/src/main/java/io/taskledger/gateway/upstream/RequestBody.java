package io.taskledger.gateway.upstream;

import io.taskledger.gateway.limit.BufferedBytes;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * Reads a request's body to its end before anything is sent on. So a service never sees half a
 * body, and a client that sends slowly holds none of the connections to the services. What is held
 * meanwhile is bound for each client and for all, and a body has to come within a time that follows
 * from its size.
 */
final class RequestBody {
  private static final int PIECE = 16 * 1024;

  /** The slowest client that is waited for beyond that. Bytes a second. */
  private static final long SLOWEST = 64 * 1024;

  private RequestBody() {}

  /**
   * Reads the body; the bytes stay counted until the lease is closed.
   *
   * @throws ProblemException 413 over the limit, told by the length or found while reading; 400 if
   *     the body breaks off; 408 if it comes too slowly; 429 if the client has too much under way
   */
  static byte[] of(
      HttpServletRequest request, DataSize limit, Duration patience, BufferedBytes.Lease lease) {
    long most = limit.toBytes();
    long announced = request.getContentLengthLong();
    if (announced > most) {
      throw tooLarge(limit);
    }
    if (announced > 0) {
      lease.grow(announced);
    }
    var body = new ByteArrayOutputStream((int) Math.clamp(announced, 32, PIECE));
    byte[] piece = new byte[PIECE];
    long begin = System.nanoTime();
    try {
      InputStream in = request.getInputStream();
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (body.size() + read > most) {
          throw tooLarge(limit);
        }
        if (announced < 0) {
          lease.grow(read);
        }
        body.write(piece, 0, read);
        if (System.nanoTime() - begin
            > patience.toNanos() + body.size() * 1_000_000_000L / SLOWEST) {
          throw ProblemException.of(
                  ErrorCode.BODY_TOO_SLOW, "Nothing was changed. Send the whole body at once.")
              .withHeader("Connection", "close");
        }
      }
    } catch (IOException e) {
      throw ProblemException.of(
          ErrorCode.BAD_REQUEST,
          "The request's body broke off. Nothing was changed; send it again.");
    }
    return body.toByteArray();
  }

  private static ProblemException tooLarge(DataSize limit) {
    return ProblemException.of(
        ErrorCode.BODY_TOO_LARGE,
        "A request body may have up to "
            + limit.toBytes()
            + " bytes. Nothing was changed; send less at a time.");
  }
}
