package io.taskledger.command.platform.json;

import java.util.UUID;

/** UUIDs in their canonical text form of 36 characters. */
public final class CanonicalUuid {
  private static final int LENGTH = 36;

  private CanonicalUuid() {}

  /**
   * Reads the canonical form; {@link UUID#fromString} also takes shortened groups.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static UUID parse(String text) {
    if (text.length() == LENGTH) {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equalsIgnoreCase(text)) {
        return uuid;
      }
    }
    throw new IllegalArgumentException("not a UUID");
  }
}
