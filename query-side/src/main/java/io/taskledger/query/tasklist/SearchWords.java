package io.taskledger.query.tasklist;

import io.taskledger.query.page.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody types into a search box: words in any form, "phrases", or, -without. The last word
 * may be unfinished, unless it is part of a phrase or unwanted. What a word is, and how it is
 * found, is decided by {@code search_query} in PostgreSQL, beside the function that makes the words
 * of tasks.
 *
 * @param terms words and phrases
 * @param operators for each term: and, or, not, or not
 * @param unfinished whether the last word may go on
 */
record SearchWords(List<String> terms, List<String> operators, boolean unfinished) {
  /** The most words of one search. Each costs time for every task that is looked at. */
  static final int MOST_WORDS = 12;

  /** The tsquery, computed once and not for every row, whatever plan is made. */
  static final String WORDS = "(select matching from sought)";

  /**
   * How well a task matches. Words that were found as they are count once more: to {@code ts_rank}
   * a word and a beginning are the same when they are written the same. Terms are alternatives in
   * it, because the rank of words that must all be there takes time by the square of their places.
   */
  static final String RANK =
      "ts_rank(search, (select wanted from sought))"
          + " + ts_rank(search, (select wanted_finished from sought))";

  // A phrase, closed or not, or what stands between blanks.
  private static final Pattern TERM =
      Pattern.compile("(?<not>-[\\s(\\[{-]*)?(?:\"(?<phrase>[^\"]*)\"?|(?<word>[^\\s\"]+))");

  private static final Pattern FINISHED = Pattern.compile(".*[^\\p{L}\\p{M}\\p{N}]");

  static SearchWords of(String typed) {
    List<String> terms = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    boolean unfinished = false;
    boolean either = false;
    Matcher found = TERM.matcher(typed.strip());
    while (found.find()) {
      String word = found.group("word");
      boolean unwanted = found.group("not") != null;
      if ("or".equalsIgnoreCase(word) && !unwanted) {
        either = !terms.isEmpty();
        continue;
      }
      terms.add(word == null ? found.group("phrase") : word);
      operators.add(unwanted ? either ? "or not" : "not" : either ? "or" : "and");
      unfinished = word != null && !unwanted && !FINISHED.matcher(word).matches();
      either = false;
    }
    return new SearchWords(terms, operators, unfinished);
  }

  /** How many words there are, also in phrases. */
  int count() {
    return terms.stream().mapToInt(term -> term.strip().split("\\s+").length).sum();
  }

  /** To be named before a query that speaks of {@link #WORDS}. */
  String named() {
    return """
    sought as materialized (select * from search_query(
      cast(:terms as text[]), cast(:operators as text[]), :unfinished)),
    """;
  }

  /** Sets the parameters of {@link #named}. */
  void bind(Where where) {
    where
        .with("terms", terms.toArray(String[]::new))
        .with("operators", operators.toArray(String[]::new))
        .with("unfinished", unfinished);
  }
}
