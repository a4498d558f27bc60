package io.taskledger.command.taskfields;

import io.taskledger.recurrence.Recurrence;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.jspecify.annotations.Nullable;

/** Accepts recurrence rules of RFC 5545. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = RecurrenceRule.Check.class)
public @interface RecurrenceRule {
  /** The longest rule. */
  int MAX_CHARACTERS = 500;

  String code() default "bad-value";

  String message() default "Send an RFC 5545 RRULE, for example FREQ=WEEKLY;BYDAY=MO.";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** The check; what is too long is left to others. */
  final class Check implements ConstraintValidator<RecurrenceRule, String> {
    @Override
    public boolean isValid(@Nullable String rule, ConstraintValidatorContext context) {
      if (rule == null || rule.length() > MAX_CHARACTERS) {
        return true;
      }
      try {
        var ignored = Recurrence.parse(rule);
        return true;
      } catch (InvalidRecurrenceRuleException wrong) {
        return false;
      }
    }
  }
}
