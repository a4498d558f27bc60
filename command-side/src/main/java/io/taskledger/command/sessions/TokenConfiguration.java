package io.taskledger.command.sessions;

import io.taskledger.web.AccessTokens;
import io.taskledger.web.Authentication;
import io.taskledger.web.BodyLimit;
import io.taskledger.web.CallerParameter;
import io.taskledger.web.HandlerAccess;
import io.taskledger.web.TomcatLimits;
import io.taskledger.web.problem.ProblemAdvice;
import io.taskledger.web.trace.RequestContext;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The door of command-side: who is let in, with what. */
@Configuration(proxyBeanMethods = false)
@Import({
  ProblemAdvice.class,
  RequestContext.class,
  CallerParameter.class,
  HandlerAccess.class,
  TomcatLimits.class
})
class TokenConfiguration {
  /** One task fits many times. */
  private static final long BODY_LIMIT = 256 * 1024;

  /** 500 commands of 4 KB each. */
  private static final long BATCH_LIMIT = 2 * 1024 * 1024;

  @Bean
  Authentication authentication(
      AccessTokens tokens, @Value("${taskledger.service-token}") String serviceToken) {
    return new Authentication(
        tokens,
        serviceToken,
        Set.of(
            "POST /api/users",
            "POST /api/sessions",
            "POST /api/sessions/refresh",
            "GET /api/email-confirmations",
            "POST /api/email-confirmations",
            "GET /.well-known/jwks.json"));
  }

  @Bean
  BodyLimit bodyLimit() {
    return new BodyLimit(BODY_LIMIT, Map.of("/api/commands", BATCH_LIMIT));
  }
}
