package io.taskledger.command.sessions;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;

/**
 * A key that access tokens are signed with.
 *
 * @param signsFrom until then it is only published, so that everybody who verifies gets to know it
 */
record SigningKey(ECKey key, Instant createdAt, Instant signsFrom) {
  @Override
  public String toString() {
    return "SigningKey[" + key.getKeyID() + "]";
  }
}
