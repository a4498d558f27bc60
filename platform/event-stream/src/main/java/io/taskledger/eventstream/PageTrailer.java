package io.taskledger.eventstream;

/**
 * The last line of every page, {@code end}, {@code until} and {@code head} with tabs between. A
 * page without it was cut off and says nothing about what is missing.
 *
 * <p>Pages of the whole store count positions, pages of one aggregate its versions.
 *
 * @param until the page has every event up to this one that was asked for, also when the filter let
 *     none through; the next page begins after it
 * @param head the last event when the page began; all up to it were there, and what was committed
 *     later is behind it
 */
public record PageTrailer(long until, long head) {
  /** First field of the line; no event begins like this. */
  static final String MARK = "end";

  /** Whether there was nothing more to read when the page began. */
  public boolean atHead() {
    return until >= head;
  }

  /** The line as text, without the line feed. */
  public String write() {
    return MARK + "\t" + until + "\t" + head;
  }
}
