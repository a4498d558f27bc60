package io.taskledger.command.createtask;

import io.taskledger.events.task.TaskId;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Refuses UUIDs that are derived from names: others can compute them, and so take them. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = RandomId.Check.class)
@interface RandomId {
  String code() default "bad-value";

  String message() default "Send a random UUID (version 4 or 7), or none.";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** The check. */
  final class Check implements ConstraintValidator<RandomId, TaskId> {
    private static final int MD5 = 3;
    private static final int SHA1 = 5;

    @Override
    public boolean isValid(@Nullable TaskId id, ConstraintValidatorContext context) {
      return id == null || (id.value().version() != MD5 && id.value().version() != SHA1);
    }
  }
}
