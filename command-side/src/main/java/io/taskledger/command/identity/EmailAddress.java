package io.taskledger.command.identity;

import java.util.regex.Pattern;

/** Which addresses are taken. */
public final class EmailAddress {
  /** In characters, as RFC 5321 has it. */
  public static final int LONGEST = 254;

  // Stricter than RFC 5321 on purpose: nothing that could break out of a mail header.
  private static final Pattern FORM =
      Pattern.compile(
          "(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+"
              + "(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])");

  private EmailAddress() {}

  /** Whether this text, which is in lower case, is an address. */
  public static boolean isValid(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }
}
