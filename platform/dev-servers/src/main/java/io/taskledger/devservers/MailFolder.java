package io.taskledger.devservers;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mails in a directory, one {@code <id>.eml} file each. */
final class MailFolder {
  private static final String RECIPIENTS = "X-Envelope-To";
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final ConcurrentNavigableMap<String, ReceivedMail> mails = new ConcurrentSkipListMap<>();
  private Instant latest = Instant.EPOCH;

  MailFolder(Path directory) throws IOException {
    this.directory = directory;
    try (var files = Files.newDirectoryStream(directory, "*.eml")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        remember(name.substring(0, name.length() - ".eml".length()));
      }
    }
  }

  synchronized void keep(MovingMessage arrived) throws IOException, MessagingException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    latest = now.isAfter(latest) ? now : latest.plus(1, ChronoUnit.MICROS);
    String id = ID.format(latest);
    MimeMessage message = arrived.getMessage();
    message.setHeader(
        RECIPIENTS,
        arrived.getToAddresses().stream()
            .map(MailAddress::getEmail)
            .sorted()
            .collect(Collectors.joining(", ")));
    Path growing = directory.resolve(id + ".part");
    try (var out = new FileOutputStream(growing.toFile())) {
      message.writeTo(out);
      out.getFD().sync();
    }
    Files.move(growing, file(id), StandardCopyOption.ATOMIC_MOVE);
    remember(id);
  }

  List<ReceivedMail> messages() {
    return List.copyOf(mails.descendingMap().values());
  }

  Optional<Path> find(String id) {
    return mails.containsKey(id) ? Optional.of(file(id)) : Optional.empty();
  }

  private Path file(String id) {
    return directory.resolve(id + ".eml");
  }

  private void remember(String id) throws IOException {
    try (var content = Files.newInputStream(file(id))) {
      var message = new MimeMessage(Session.getInstance(new Properties()), content);
      mails.put(
          id,
          new ReceivedMail(
              id,
              header(message, RECIPIENTS),
              header(message, "From"),
              header(message, "Subject"),
              header(message, "Message-ID"),
              ID.parse(id, Instant::from),
              readable(message)));
    } catch (MessagingException e) {
      throw new IOException("not a mail: " + file(id), e);
    }
  }

  private static String header(MimeMessage message, String name)
      throws MessagingException, IOException {
    String value = message.getHeader(name, ", ");
    return value == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(value));
  }

  private static String readable(MimeMessage message) throws IOException {
    try {
      String plain = text(message, "text/plain");
      String html = plain == null ? text(message, "text/html") : plain;
      return html == null ? "" : html;
    } catch (MessagingException | IOException e) {
      // Senders may write what they like; the file still shows it.
      return "(unreadable: " + e.getMessage() + ")";
    }
  }

  private static @Nullable String text(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type) && part.getContent() instanceof String text) {
      return text;
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String text = text(parts.getBodyPart(i), type);
        if (text != null) {
          return text;
        }
      }
    }
    return null;
  }
}
