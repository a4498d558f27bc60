package io.taskledger.eventstream;

/**
 * The last line of every page, {@code end}, {@code until} and {@code head} with tabs between. A
 * page without it was cut off and tells nothing about what is missing.
 *
 * @param until the page has every event up to this position that was asked for, also when the
 *     filter let none through; the next page begins after it
 * @param head the position of the store's last event when the page began; all of them were there,
 *     and what was committed later has a higher position
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
