package io.taskledger.query.given;

import io.taskledger.web.PositionToken.Range;
import io.taskledger.web.PositionTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Position tokens as command-side issues them. */
public final class Positions {
  static final String SERVICE_TOKEN = "secret-of-the-services";
  private static final PositionTokens TOKENS = new PositionTokens(List.of(SERVICE_TOKEN));

  private Positions() {}

  /** The token of one change. */
  public static String of(UUID task, long version) {
    return TOKENS.issue(Map.of(task, version));
  }

  /** The token of all that a user did between two positions. */
  public static String of(UUID user, long first, long last) {
    return TOKENS.issue(new Range(user, first, last));
  }
}
