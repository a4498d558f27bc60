package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.taskledger.local.settings.Settings.Port;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without {@code TASKLEDGER_BIND} nothing of the system can be reached from another machine. */
class LoopbackIT {
  private final LocalSystem system = SharedSystem.get();

  @ParameterizedTest
  @EnumSource
  void aPortIsOpenOnLoopbackOnly(Port port) throws IOException {
    Optional<InetAddress> outside = outside();
    assumeTrue(outside.isPresent(), "this machine has no address but loopback");
    int number = system.settings.port(port);

    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
      assertThat(socket.isConnected()).isTrue();
    }
    try (var socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress(outside.orElseThrow(), number)))
          .isInstanceOf(ConnectException.class);
    }
  }

  private static Optional<InetAddress> outside() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }
}
