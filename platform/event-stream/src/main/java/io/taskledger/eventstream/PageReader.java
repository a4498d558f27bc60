package io.taskledger.eventstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Parses the bytes of a page, in one pass and without a copy of a line. */
public final class PageReader {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int[] ends = new int[RecordedEvent.FIELDS];
  private byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;

  /** Reads the page from this stream. */
  public PageReader(InputStream in) {
    this.in = in;
  }

  /**
   * Hands every event to the reader.
   *
   * @throws EOFException when the page has no end
   */
  public PageTrailer read(Consumer<RecordedEvent> reader) throws IOException {
    while (true) {
      int fields = nextLine();
      if (fields == RecordedEvent.FIELDS) {
        reader.accept(line());
      } else if (fields == 3 && text(0).equals(PageTrailer.MARK)) {
        return new PageTrailer(number(1), number(2));
      } else {
        throw new IOException("The event stream sends what is not an event");
      }
      from = ends[fields - 1] + 1;
    }
  }

  /** Finds where the fields of the next line end; answers how many there are. */
  private int nextLine() throws IOException {
    int fields = 0;
    int at = from;
    while (true) {
      for (; at < to; at++) {
        byte next = buffer[at];
        if (next == '\t' || next == '\n') {
          if (fields == RecordedEvent.FIELDS) {
            throw new IOException("The event stream sends a line with too many fields");
          }
          ends[fields++] = at;
          if (next == '\n') {
            return fields;
          }
        }
      }
      int moved = fill();
      at -= moved;
      for (int i = 0; i < fields; i++) {
        ends[i] -= moved;
      }
    }
  }

  /** Reads more behind what is there; answers by how much that was moved to the front. */
  private int fill() throws IOException {
    int moved = from;
    if (to - from == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    } else if (moved > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= moved;
      from = 0;
    }
    int read = in.read(buffer, to, buffer.length - to);
    if (read < 0) {
      throw new EOFException("The event stream was cut off");
    }
    to += read;
    return moved;
  }

  private RecordedEvent line() throws IOException {
    return new RecordedEvent(
        number(0), number(1), number(2), text(3), text(4), text(5), text(6), text(7), text(8));
  }

  private String text(int field) {
    return CopyText.text(buffer, begin(field), ends[field]);
  }

  private long number(int field) throws IOException {
    long number = 0;
    for (int i = begin(field); i < ends[field]; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new IOException("The event stream sends a position that is not a number");
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private int begin(int field) {
    return field == 0 ? from : ends[field - 1] + 1;
  }
}
