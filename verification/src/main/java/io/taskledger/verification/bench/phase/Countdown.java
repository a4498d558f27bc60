package io.taskledger.verification.bench.phase;

import io.taskledger.verification.bench.load.ClosedLoop;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** So many requests, each made from its number, and no more. */
record Countdown(AtomicInteger left, IntFunction<byte[]> rendered) implements ClosedLoop.Requests {
  Countdown(int count, IntFunction<byte[]> rendered) {
    this(new AtomicInteger(count), rendered);
  }

  @Override
  public byte @Nullable [] next() {
    int number = left.getAndDecrement();
    return number > 0 ? rendered.apply(number) : null;
  }
}
