package io.taskledger.command.platform.http;

import io.taskledger.events.user.UserId;
import io.taskledger.web.PositionToken;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes the position tokens with which reads include what a command changed. */
@Component
class Positions {
  static final String HEADER = PositionToken.POSITION_HEADER;

  /** A token that includes these versions. */
  String token(UserId caller, Map<UUID, Long> versions) {
    return PositionToken.write(
        versions.entrySet().stream()
            .map(changed -> new PositionToken(changed.getKey(), changed.getValue()))
            .toList());
  }
}
