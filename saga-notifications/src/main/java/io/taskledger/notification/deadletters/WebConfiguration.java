package io.taskledger.notification.deadletters;

import io.taskledger.messaging.inbox.DeadLetterService;
import io.taskledger.messaging.inbox.InboxConsumer;
import io.taskledger.web.AccessTokens;
import io.taskledger.web.Authentication;
import io.taskledger.web.HandlerAccess;
import io.taskledger.web.TomcatLimits;
import io.taskledger.web.problem.ProblemAdvice;
import io.taskledger.web.trace.RequestContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** What stands before the controllers: other services get in, and nobody else. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, HandlerAccess.class, TomcatLimits.class})
class WebConfiguration {
  @Bean
  RequestContext requestContext() {
    return new RequestContext();
  }

  @Bean
  Authentication authentication(
      Clock clock, @Value("${taskledger.service-token}") String serviceToken) {
    var nobodysTokens =
        new AccessTokens(
            token -> {
              throw new BadJwtException("users have nothing to ask here");
            },
            clock);
    return new Authentication(nobodysTokens, serviceToken, Set.of());
  }

  @Bean
  DeadLetterService deadLetterBook(List<InboxConsumer> sources) {
    return new DeadLetterService(sources);
  }
}
