package io.taskledger.command.passwords;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The network of a client: what one attacker can easily change their address within. */
public final class ClientNetwork {
  /** What the gateway says of the client; the gateway alone, it takes it from nobody. */
  public static final String CLIENT_ADDRESS = "X-Forwarded-For";

  private static final int IPV4_BYTES = 4;
  private static final int IPV4_NETWORK = 3;
  private static final int IPV6_NETWORK = 7;

  private ClientNetwork() {}

  /** The first 24 bits of an IPv4 address, or 56 of an IPv6 one, as text. */
  public static String of(HttpServletRequest request) {
    String named = request.getHeader(CLIENT_ADDRESS);
    return of(named == null ? request.getRemoteAddr() : named);
  }

  static String of(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      int length = bytes.length == IPV4_BYTES ? IPV4_NETWORK : IPV6_NETWORK;
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, length));
    } catch (IllegalArgumentException notAnAddress) {
      return "unknown";
    }
  }
}
