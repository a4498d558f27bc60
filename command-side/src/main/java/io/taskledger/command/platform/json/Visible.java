package io.taskledger.command.platform.json;

import io.taskledger.events.text.Text;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Accepts texts with a visible character. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Visible.Check.class)
public @interface Visible {
  String code() default "required";

  String message() default "Send a text with a visible character.";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** The check; an absent text is left to others. */
  final class Check implements ConstraintValidator<Visible, String> {
    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || !Text.isBlank(text);
    }
  }
}
