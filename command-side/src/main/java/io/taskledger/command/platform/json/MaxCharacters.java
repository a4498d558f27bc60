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

/** Accepts texts of at most so many characters, counted as Unicode code points. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = MaxCharacters.Check.class)
public @interface MaxCharacters {
  int value();

  String code() default "too-long";

  String message() default "Send at most {value} characters.";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** The check; an absent text is left to others. */
  final class Check implements ConstraintValidator<MaxCharacters, String> {
    private int max;

    @Override
    public void initialize(MaxCharacters constraint) {
      max = constraint.value();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || text.length() <= max || text.codePointCount(0, text.length()) <= max;
    }
  }
}
