package io.taskledger.eventstream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Fields in the text format of PostgreSQL's {@code COPY}. */
public final class CopyText {
  private static final byte BACKSLASH = '\\';
  private static final String ESCAPED = "\b\f\n\r\t\u000b\\";
  private static final String LETTERS = "bfnrtv\\";

  private CopyText() {}

  /** The field as it stands in a line. */
  public static String escape(String field) {
    StringBuilder escaped = null;
    for (int i = 0; i < field.length(); i++) {
      int letter = ESCAPED.indexOf(field.charAt(i));
      if (letter >= 0 && escaped == null) {
        escaped = new StringBuilder(field.length() + 16).append(field, 0, i);
      }
      if (escaped != null) {
        if (letter >= 0) {
          escaped.append('\\').append(LETTERS.charAt(letter));
        } else {
          escaped.append(field.charAt(i));
        }
      }
    }
    return escaped == null ? field : escaped.toString();
  }

  /** The text of a field. Most have nothing to unescape: those are copied as they are. */
  static String text(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (line[i] == BACKSLASH) {
        return unescaped(line, from, to);
      }
    }
    return new String(line, from, to - from, UTF_8);
  }

  private static String unescaped(byte[] line, int from, int to) {
    byte[] plain = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte next = line[i];
      if (next == BACKSLASH && i + 1 < to) {
        i++;
        int letter = LETTERS.indexOf(line[i]);
        next = letter < 0 ? line[i] : (byte) ESCAPED.charAt(letter);
      }
      plain[length++] = next;
    }
    return new String(plain, 0, length, UTF_8);
  }
}
