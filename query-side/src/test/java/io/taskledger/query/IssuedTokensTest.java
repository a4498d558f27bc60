package io.taskledger.query;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;
import io.taskledger.query.given.Issuer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class IssuedTokensTest {
  @Test
  void whileTheKeysCannotBeFetchedNobodyIsToldThatTheirTokenIsBad() throws IOException {
    int nobodyListens;
    try (var socket = new ServerSocket(0)) {
      nobodyListens = socket.getLocalPort();
    }
    var keys = URI.create("http://127.0.0.1:" + nobodyListens + "/keys").toURL();
    var tokens = new IssuedTokens(keys, "taskledger");

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> tokens.decode(Issuer.token(UUID.randomUUID())))
        .extracting(Refusal::code, InstanceOfAssertFactories.type(ErrorCode.class))
        .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
  }
}
