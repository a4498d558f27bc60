package io.taskledger.command.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When signing keys come and go.
 *
 * @param rotateEvery a new key is made when the newest is as old as this
 * @param publishAhead for so long a new key is published before it signs
 */
@ConfigurationProperties("taskledger.keys")
record KeyRotation(
    @DefaultValue("30d") Duration rotateEvery, @DefaultValue("10m") Duration publishAhead) {
  /** A process that could not read the table for a while may have signed with the last key. */
  private static final Duration LATE = Duration.ofMinutes(5);

  KeyRotation {
    if (!rotateEvery.isPositive() || publishAhead.isNegative()) {
      throw new IllegalArgumentException(
          "taskledger.keys.rotate-every must be positive and publish-ahead not negative");
    }
  }

  /** Whether a new key is to be made. */
  boolean isDue(List<SigningKey> keys, Instant now) {
    return keys.isEmpty() || !now.isBefore(keys.getLast().createdAt().plus(rotateEvery));
  }

  /** From when on a key that is made now signs: the very first has no other to wait beside. */
  Instant signsFrom(List<SigningKey> keys, Instant now) {
    return keys.isEmpty() ? now : now.plus(publishAhead);
  }

  /** The keys of which no token can be alive. */
  List<SigningKey> outlived(List<SigningKey> keys, Instant now) {
    return IntStream.range(0, keys.size() - 1)
        .filter(i -> keys.get(i + 1).signsFrom().plus(Sessions.ACCESS).plus(LATE).isBefore(now))
        .mapToObj(keys::get)
        .toList();
  }

  /** The key to sign with: the newest whose time has come. */
  static SigningKey signing(List<SigningKey> keys, Instant now) {
    return keys.reversed().stream()
        .filter(key -> !now.isBefore(key.signsFrom()))
        .findFirst()
        .orElse(keys.getFirst());
  }
}
