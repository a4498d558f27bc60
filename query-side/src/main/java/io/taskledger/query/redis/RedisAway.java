package io.taskledger.query.redis;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Answers for views whose store is down; before the general advice, which would call it a fault of
 * ours.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RedisAway {
  private static final Logger log = LoggerFactory.getLogger(RedisAway.class);

  @ExceptionHandler
  void away(JedisException away, HttpServletResponse response) throws IOException {
    log.warn("Redis does not answer", away);
    Problems.write(
        response, ProblemException.of(ErrorCode.VIEW_UNAVAILABLE, "Try again in a moment."));
  }
}
