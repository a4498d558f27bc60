package io.taskledger.query.given;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands at a moment until a test moves it. */
public final class TestClock extends Clock {
  private volatile Instant now = Instant.parse("2026-03-18T12:00:00Z");

  public void set(String time) {
    now = Instant.parse(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nothing of ours asks for it");
  }
}
