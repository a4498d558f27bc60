package io.taskledger.devservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void freePortsAreFreeAndDifferent() {
    var ports = IntStream.range(0, 50).map(i -> Ports.free()).boxed().toList();
    assertThat(ports).doesNotHaveDuplicates();
    assertThatCode(() -> Ports.requireFree(Map.of("one", ports.getFirst(), "two", ports.getLast())))
        .doesNotThrowAnyException();
  }

  @Test
  void aTakenPortIsNamedWithItsPurpose() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () -> Ports.requireFree(Map.of("the gateway (TASKLEDGER_GATEWAY_PORT)", port)))
          .isInstanceOf(ServerStartException.class)
          .hasMessage(
              "Port %d for the gateway (TASKLEDGER_GATEWAY_PORT) is already in use; end the program"
                  + " that listens there, or choose another port.",
              port);
    }
  }
}
