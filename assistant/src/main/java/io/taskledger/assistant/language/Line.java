package io.taskledger.assistant.language;

import java.util.ArrayList;
import java.util.List;

/** A line as words with their places. Quotes and backslashes make words literal. */
final class Line {
  /**
   * A word.
   *
   * @param text as written, without what made it literal
   * @param isLiteral whether it is never read as a part
   */
  record Word(int start, int end, String text, boolean isLiteral) {}

  private final String lower;
  private final List<Word> words = new ArrayList<>();

  Line(String text, List<int[]> ignored) {
    // Each character by itself, so that places stay the same.
    var small = new StringBuilder(text.length());
    text.chars().forEach(c -> small.append(Character.toLowerCase((char) c)));
    this.lower = small.toString();
    int at = 0;
    while (at < text.length()) {
      if (isSpace(text.charAt(at))) {
        at++;
        continue;
      }
      int end = endOfWord(text, at);
      String word = text.substring(at, end);
      int start = at;
      int until = end;
      boolean isIgnored = ignored.stream().anyMatch(each -> each[0] < until && each[1] > start);
      boolean isQuoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
      boolean isEscaped = word.length() > 1 && word.startsWith("\\");
      if (isIgnored) {
        words.add(new Word(start, end, word, true));
      } else if (isQuoted) {
        words.add(new Word(start, end, word.substring(1, word.length() - 1).strip(), true));
      } else {
        words.add(new Word(start, end, isEscaped ? word.substring(1) : word, isEscaped));
      }
      at = end;
    }
  }

  /** A quotation is one word, if it ends. */
  private static int endOfWord(String text, int start) {
    if (text.charAt(start) == '"') {
      int close = text.indexOf('"', start + 1);
      if (close > 0 && (close + 1 == text.length() || isSpace(text.charAt(close + 1)))) {
        return close + 1;
      }
    }
    int end = start;
    while (end < text.length() && !isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  List<Word> words() {
    return words;
  }

  /** The line in small letters, character for character. */
  String lower() {
    return lower;
  }

  String lower(int word) {
    return word < 0 || word >= words.size() || words.get(word).isLiteral()
        ? ""
        : lower.substring(words.get(word).start(), words.get(word).end());
  }

  /** The word that ends here, or before punctuation that follows; -1 if a word goes on there. */
  int wordEndingAt(int end) {
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (word.start() < end && end <= word.end()) {
        return lower.substring(end, word.end()).matches("[,;.!?]*") ? i : -1;
      }
    }
    return -1;
  }
}
