package io.taskledger.verification.bench.report;

import io.taskledger.verification.bench.load.LoadRound;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One row of the table.
 *
 * @param what was measured
 * @param perSecond how many of it a second
 * @param p50 half of them took no longer, in ms
 * @param p99 99 of 100 took no longer, in ms
 * @param against what it is compared with
 * @param ratio to that
 */
public record Figure(
    String what, String perSecond, String p50, String p99, String against, String ratio) {
  private static final String NONE = "–";

  /** The medians of some rounds, over a rate of the same run. */
  public static Figure of(String what, List<LoadRound> rounds, String against, double limit) {
    double rate = median(rounds, LoadRound::perSecond);
    return new Figure(
        what,
        whole(rate),
        millis(median(rounds, round -> round.latencies().millis(0.5))),
        millis(median(rounds, round -> round.latencies().millis(0.99))),
        against + ", " + whole(limit) + "/s",
        ratio(rate / limit));
  }

  /** A rate without single times. */
  public static Figure ofRate(String what, double rate, String against, double limit) {
    return new Figure(
        what, whole(rate), NONE, NONE, against + ", " + whole(limit) + "/s", ratio(rate / limit));
  }

  /** Times that should stay below an aim, in ms. */
  public static Figure ofTimes(String what, double p50, double p99, double aim) {
    return new Figure(
        what,
        NONE,
        millis(p50),
        millis(p99),
        "aim: p99 of " + whole(aim) + " ms",
        ratio(p99 / aim));
  }

  /** The one in the middle. */
  public static double median(List<LoadRound> rounds, ToDoubleFunction<LoadRound> figure) {
    return median(rounds.stream().mapToDouble(figure).boxed().toList());
  }

  /** The one in the middle, or between the two in the middle. */
  public static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** A number without decimals, with marks between thousands. */
  public static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
