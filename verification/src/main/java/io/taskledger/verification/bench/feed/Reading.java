package io.taskledger.verification.bench.feed;

/** What came, and how long that took. */
public record Reading(long events, long bytes, double seconds) {
  /** How much came. */
  public record Size(long events, long bytes) {}

  /** Reads, and says how much it was. */
  public interface Source<E extends Exception> {
    /** Reads all of it. */
    Size read() throws E;
  }

  /** Takes the time. */
  public static <E extends Exception> Reading timed(Source<E> source) throws E {
    long begin = System.nanoTime();
    Size size = source.read();
    return new Reading(size.events, size.bytes, (System.nanoTime() - begin) / 1e9);
  }
}
