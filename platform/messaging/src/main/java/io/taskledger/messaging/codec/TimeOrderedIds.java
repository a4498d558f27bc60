package io.taskledger.messaging.codec;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import org.axonframework.common.IdentifierFactory;

/**
 * Lets Axon name events and other messages by UUIDs of version 7 (RFC 9562); found by
 * ServiceLoader.
 */
public final class TimeOrderedIds extends IdentifierFactory {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  @Override
  public String generateIdentifier() {
    return IDS.generate().toString();
  }
}
