package io.taskledger.web;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Many positions in one token, so that those of a whole batch fit into a header: after the revision
 * of this form, for each the stream's 16 bytes and its version in groups of seven bits.
 */
final class PackedPositions {
  private static final byte REVISION = 2;
  private static final int LONGEST = 16 + 10;
  private static final int GROUP = 7;
  private static final int MORE = 0x80;
  private static final int LAST_SHIFT = 56;

  private PackedPositions() {}

  static boolean isPacked(byte[] token) {
    return token.length > 0 && token[0] == REVISION;
  }

  static String write(Collection<PositionToken> tokens) {
    var bytes = ByteBuffer.allocate(1 + LONGEST * tokens.size()).put(REVISION);
    for (PositionToken token : tokens) {
      bytes.putLong(token.streamId().getMostSignificantBits());
      bytes.putLong(token.streamId().getLeastSignificantBits());
      long rest = token.version();
      while (rest >= MORE) {
        bytes.put((byte) (rest | MORE));
        rest >>>= GROUP;
      }
      bytes.put((byte) rest);
    }
    bytes.flip();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(bytes.array(), bytes.limit()));
  }

  /** Throws what a buffer that ends too soon throws, or {@link IllegalArgumentException}. */
  static List<PositionToken> read(byte[] token) {
    ByteBuffer bytes = ByteBuffer.wrap(token, 1, token.length - 1);
    List<PositionToken> tokens = new ArrayList<>();
    while (bytes.hasRemaining()) {
      tokens.add(new PositionToken(new UUID(bytes.getLong(), bytes.getLong()), version(bytes)));
    }
    return tokens;
  }

  private static long version(ByteBuffer bytes) {
    long version = 0;
    for (int shift = 0; shift <= LAST_SHIFT; shift += GROUP) {
      byte group = bytes.get();
      version |= (long) (group & ~MORE) << shift;
      if (group >= 0) {
        return positive(version);
      }
    }
    throw new IllegalArgumentException("too long for a version");
  }

  private static long positive(long version) {
    if (version < 1) {
      throw new IllegalArgumentException("versions begin with 1");
    }
    return version;
  }
}
