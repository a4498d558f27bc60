package io.taskledger.command.identity;

import io.taskledger.web.issuer.OidcSettings;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** What is there only as long as no outside issuer is configured. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(BuiltInIdentity.Configured.class)
public @interface BuiltInIdentity {
  /** Whether it is so. */
  final class Configured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !OidcSettings.isOutside(context.getEnvironment());
    }
  }
}
