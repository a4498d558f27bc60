package io.taskledger.devservers;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class MailServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  @TempDir Path folder;

  @Test
  void aMailToTwoIsKeptOnceAndNewestFirst() throws MessagingException {
    try (var server = start()) {
      send(server, "Grüße", "Hallo Anna\r\n.\r\nund Ben", "ben@example.org", "anna@example.org");
      send(server, "Later", "Second", "anna@example.org");

      assertThat(server.messages())
          .extracting(ReceivedMail::subject)
          .containsExactly("Later", "Grüße");
      ReceivedMail first = server.messages().getLast();
      assertThat(first.to()).isEqualTo("anna@example.org, ben@example.org");
      assertThat(first.from()).isEqualTo("Täskledger <noreply@example.org>");
      assertThat(first.text()).isEqualTo("Hallo Anna\r\n.\r\nund Ben");
      assertThat(first.messageId()).startsWith("<").endsWith(">");
      assertThat(first.receivedAt())
          .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    }
  }

  @Test
  void mailsSurviveARestart() throws MessagingException {
    List<ReceivedMail> before;
    try (var server = start()) {
      send(server, "Kept", "text", "anna@example.org");
      before = server.messages();
    }
    try (var server = start()) {
      assertThat(before).hasSize(1);
      assertThat(server.messages()).isEqualTo(before);
    }
  }

  @Test
  void prefersThePlainPartOfAMultipart() throws MessagingException {
    try (var server = start()) {
      var html = new MimeBodyPart();
      html.setContent("<p>rich</p>", "text/html");
      var plain = new MimeBodyPart();
      plain.setText("plain");
      var message = message(server, "Two parts", "anna@example.org");
      message.setContent(new MimeMultipart("alternative", html, plain));
      Transport.send(message);
      assertThat(server.messages().getFirst().text()).isEqualTo("plain");
    }
  }

  @Test
  void showsMailsToPeopleWithoutRunningWhatTheyContain() throws Exception {
    try (var server = start()) {
      send(server, "<script>alert(1)</script>", "\"&' <img src=x>", "anna@example.org");
      var page = get(server, "/");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
      assertThat(page.body())
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .contains("&quot;&amp;&#39; &lt;img src=x&gt;")
          .doesNotContain("<script>", "<img");
    }
  }

  @Test
  void givesMailsToProgramsAsJsonAndAsTheyCame() throws Exception {
    try (var server = start()) {
      send(server, "For \"programs\"", "text", "anna@example.org");
      var list = JsonMapper.shared().readTree(get(server, "/api/messages").body());
      assertThat(list.size()).isEqualTo(1);
      var mail = list.get(0);
      assertThat(mail.propertyNames())
          .containsExactlyInAnyOrder(
              "id", "to", "from", "subject", "messageId", "receivedAt", "text");
      assertThat(mail.get("subject").asString()).isEqualTo("For \"programs\"");
      assertThat(Instant.parse(mail.get("receivedAt").asString()))
          .isEqualTo(server.messages().getFirst().receivedAt());

      var raw = get(server, "/api/messages/" + mail.get("id").asString());
      assertThat(raw.headers().firstValue("content-type")).hasValue("message/rfc822");
      assertThat(raw.body()).contains("X-Envelope-To: anna@example.org\r\n", "\r\n\r\ntext");
      assertThat(get(server, "/api/messages/..%2F..%2Fetc%2Fpasswd").statusCode()).isEqualTo(404);
    }
  }

  private MailServer start() {
    return MailServer.start(folder.resolve("mail"), 0, 0);
  }

  private static void send(MailServer server, String subject, String text, String... recipients)
      throws MessagingException {
    var message = message(server, subject, recipients);
    message.setText(text, StandardCharsets.UTF_8.name());
    Transport.send(message);
  }

  private static MimeMessage message(MailServer server, String subject, String... recipients)
      throws MessagingException {
    var settings = new Properties();
    settings.setProperty("mail.smtp.host", "127.0.0.1");
    settings.setProperty("mail.smtp.port", Integer.toString(server.smtpPort()));
    var message = new MimeMessage(Session.getInstance(settings));
    message.setFrom(InternetAddress.parse("=?utf-8?q?T=C3=A4skledger?= <noreply@example.org>")[0]);
    message.setRecipients(Message.RecipientType.TO, String.join(",", recipients));
    message.setSubject(subject, StandardCharsets.UTF_8.name());
    return message;
  }

  private static HttpResponse<String> get(MailServer server, String path)
      throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:" + server.webPort() + path);
    return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
