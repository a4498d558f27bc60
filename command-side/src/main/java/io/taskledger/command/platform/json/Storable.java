package io.taskledger.command.platform.json;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Accepts texts that UTF-8 and the database can hold. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Storable.Check.class)
public @interface Storable {
  String code() default "bad-character";

  String message() default "Remove NUL characters and unpaired surrogates.";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** The check; an absent text is left to others. */
  final class Check implements ConstraintValidator<Storable, String> {
    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || text.codePoints().noneMatch(Check::isUnstorable);
    }

    private static boolean isUnstorable(int codePoint) {
      return codePoint == 0
          || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
  }
}
