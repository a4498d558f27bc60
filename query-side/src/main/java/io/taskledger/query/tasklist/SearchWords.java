package io.taskledger.query.tasklist;

import io.taskledger.query.page.Where;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody types into a search box: words in any form, "phrases", or, -without. The last word
 * may be unfinished, unless it is part of a phrase or unwanted.
 *
 * @param typed the whole text
 * @param before what stands before the last word
 * @param beginning the last word as a tsquery for all words that begin so; null without one
 */
record SearchWords(String typed, String before, @Nullable String beginning) {
  /** The tsquery, computed once and not for every row, whatever plan is made. */
  static final String WORDS = "(select words from sought)";

  /**
   * How well a task matches. Words that were found as they are count once more: to {@code ts_rank}
   * a word and a beginning are the same when they are written the same.
   */
  static final String RANK =
      "ts_rank(search, %s) + ts_rank(search, (select finished from sought))".formatted(WORDS);

  private static final String FINISHED = "websearch_to_tsquery('english', :q)";

  // What ends with a punctuation mark is finished.
  private static final Pattern LAST_WORD =
      Pattern.compile(
          "(.*[\\s(\\[{])?([^\\s\"(\\[{-](?:[^\\s\"]*[\\p{L}\\p{M}\\p{N}])?)\\s*", Pattern.DOTALL);

  private static final Pattern UNWANTED = Pattern.compile(".*-[\\s(\\[{]*", Pattern.DOTALL);
  private static final Pattern EITHER =
      Pattern.compile("(.*\\s)?or\\s*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  static SearchWords of(String typed) {
    Matcher last = LAST_WORD.matcher(typed);
    if (!last.matches()) {
      return new SearchWords(typed, typed, null);
    }
    String before = last.group(1) == null ? "" : last.group(1);
    boolean inPhrase = before.chars().filter(character -> character == '"').count() % 2 == 1;
    if (inPhrase || UNWANTED.matcher(before).matches()) {
      return new SearchWords(typed, before, null);
    }
    String word = last.group(2).toLowerCase(Locale.ROOT);
    return new SearchWords(
        typed, before, "'" + word.replace("\\", "\\\\").replace("'", "''") + "':*");
  }

  /** To be named before a query that speaks of {@link #WORDS}. */
  String named() {
    return "sought as materialized (select %s as words, %s as finished),"
        .formatted(sql(), FINISHED);
  }

  /**
   * The tsquery in SQL. A finished word is found in all its forms; an unfinished one only as it was
   * written, therefore it is added as another way to match.
   */
  private String sql() {
    if (beginning == null) {
      return FINISHED;
    }
    String with = EITHER.matcher(before).matches() ? "||" : "&&";
    return "%s || (websearch_to_tsquery('english', :beforeLast) %s cast(:lastBegins as tsquery))"
        .formatted(FINISHED, with);
  }

  /** Sets the parameters of {@link #named}. */
  void bind(Where where) {
    where.with("q", typed);
    if (beginning != null) {
      where.with("beforeLast", before).with("lastBegins", beginning);
    }
  }
}
