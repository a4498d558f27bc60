package io.taskledger.query.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a row in an order; opaque to clients.
 *
 * @param key what the rows are sorted by, as {@link KeyType} writes it; null where the row has none
 * @param id what decides between rows with the same key
 */
public record Cursor(@Nullable String key, UUID id) {
  private static final int HASH_BYTES = 8;

  // The leading number is the revision of this format.
  private static final Pattern TEXT =
      Pattern.compile("1:([0-9a-f]{16}):([0-9a-f-]{36}):(?:-|=(.*))", Pattern.DOTALL);

  /** The cursor as text, good only for requests that sort and filter in the same way. */
  public String write(String sortAndFilters) {
    String text = "1:" + hash(sortAndFilters) + ":" + id + ":" + (key == null ? "-" : "=" + key);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is anything else, or from another sort or filter
   */
  public static Cursor read(String text, KeyType type, String sortAndFilters) {
    String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    Matcher parts = TEXT.matcher(plain);
    if (!parts.matches() || !hash(sortAndFilters).equals(parts.group(1))) {
      throw new IllegalArgumentException("not a cursor of this request");
    }
    String key = parts.group(3);
    if (key != null) {
      // A made-up cursor is refused here, and not by the database.
      type.read(key);
    }
    return new Cursor(key, UUID.fromString(parts.group(2)));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
