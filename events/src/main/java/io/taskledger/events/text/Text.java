package io.taskledger.events.text;

import java.text.Normalizer;

/**
 * Texts that people write: kept in Unicode Normalization Form C (UAX #15), so that equal texts are
 * equal however a keyboard composes them.
 */
public final class Text {
  private Text() {}

  /** The text in NFC. */
  public static String normalize(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** The text in NFC without what is blank at its ends; empty when it has nothing visible. */
  public static String strip(String text) {
    String normalized = normalize(text);
    int end = normalized.length();
    int begin = 0;
    while (begin < end) {
      int codePoint = normalized.codePointAt(begin);
      if (!isSpace(codePoint)) {
        break;
      }
      begin += Character.charCount(codePoint);
    }
    while (begin < end) {
      int codePoint = normalized.codePointBefore(end);
      if (!isSpace(codePoint)) {
        break;
      }
      end -= Character.charCount(codePoint);
    }
    String stripped = normalized.substring(begin, end);
    return isBlank(stripped) ? "" : stripped;
  }

  /** Whether the text has no visible character: spaces of any kind, controls, format characters. */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(Text::isInvisible);
  }

  private static boolean isInvisible(int codePoint) {
    return isSpace(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.UNASSIGNED,
              Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default ->
              // Hangul fillers are letters by their category and have no glyph.
              codePoint == 0x115F
                  || codePoint == 0x1160
                  || codePoint == 0x3164
                  || codePoint == 0xFFA0
                  || codePoint == 0x2800;
        };
  }

  /** White space and separators, including those that do not break lines. */
  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0x85;
  }
}
