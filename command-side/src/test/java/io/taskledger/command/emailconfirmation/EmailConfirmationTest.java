package io.taskledger.command.emailconfirmation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import io.taskledger.devservers.ReceivedMail;
import io.taskledger.devservers.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user confirms the address with the link of a mail. */
class EmailConfirmationTest {
  private static final Pattern LINK =
      Pattern.compile("http://localhost:8000/api/email-confirmations\\?token=(\\S{43})\\s");
  private static final String AGAIN = "/api/users/me/email-confirmation";

  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();
  private final String email = anna.get("/api/users/me").body().path("email").asString();

  private List<ReceivedMail> mails() {
    return TestServers.mail().messages().reversed().stream()
        .filter(mail -> mail.to().equals(email))
        .toList();
  }

  private String token(int number) {
    ReceivedMail mail =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(this::mails, mails -> mails.size() >= number)
            .get(number - 1);
    Matcher link = LINK.matcher(mail.text());
    assertThat(link.find()).as(mail.text()).isTrue();
    return link.group(1);
  }

  private Answer confirm(String token) {
    return service.send("POST", "/api/email-confirmations", null, "{\"token\":\"" + token + "\"}");
  }

  private boolean isConfirmed() {
    return anna.get("/api/users/me").body().path("emailConfirmed").asBoolean();
  }

  private boolean servicesSeeIt() {
    return service
        .send("GET", "/internal/preferences/" + anna.userId, CommandSide.SERVICE_TOKEN, null)
        .body()
        .path("emailConfirmed")
        .asBoolean();
  }

  @Test
  void anAddressIsConfirmedByTheLinkOfTheMail() {
    assertThat(isConfirmed()).isFalse();
    assertThat(servicesSeeIt()).isFalse();

    assertThat(confirm(token(1)).status()).isEqualTo(204);

    assertThat(isConfirmed()).isTrue();
    assertThat(servicesSeeIt()).isTrue();
    assertThat(confirm(token(1)).status()).as("twice does no harm").isEqualTo(204);
    assertThat(anna.post(AGAIN, null).code()).isEqualTo("email-already-confirmed");
  }

  @Test
  void theMailHoldsNothingThatAUserWrote() {
    token(1);

    assertThat(mails().getFirst().subject()).isEqualTo("Confirm your e-mail address");
    assertThat(mails().getFirst().text()).doesNotContain("Anna");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aTokenThatNobodyWasSentConfirmsNothing(String token) {
    Answer refused = confirm(token);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("confirmation-link-invalid");
    assertThat(isConfirmed()).isFalse();
  }

  @Test
  void anotherMailIsSentAfterAWhileAndThreeADay() {
    token(1);
    assertThat(anna.post(AGAIN, null).code()).as("at once").isEqualTo("too-many-requests");
    for (int mail = 2; mail <= 3; mail++) {
      twoMinutesPass();
      assertThat(anna.post(AGAIN, null).status()).isEqualTo(202);
      token(mail);
    }
    twoMinutesPass();
    assertThat(anna.post(AGAIN, null).code()).as("a fourth").isEqualTo("too-many-requests");

    assertThat(confirm(token(1)).code())
        .as("only the last link counts")
        .isEqualTo("confirmation-link-invalid");
    assertThat(confirm(token(3)).status()).isEqualTo(204);
  }

  /** After the last mail is known to be sent. */
  private void twoMinutesPass() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                service
                    .store()
                    .queryForList(
                        "select 1 from command_side.email_confirmation"
                            + " where user_id = ? and due_at is null",
                        anna.userId)
                    .size(),
            count -> count == 1);
    service
        .store()
        .update(
            "update command_side.email_confirmation set sent_at = sent_at - interval '2 minutes'"
                + " where user_id = ?",
            anna.userId);
  }

  @Test
  void aLinkIsGoodForTwoDays() {
    String token = token(1);
    service
        .store()
        .update(
            "update command_side.email_confirmation set expires_at = now() - interval '1 second'"
                + " where user_id = ?",
            anna.userId);

    assertThat(confirm(token).code()).isEqualTo("confirmation-link-invalid");
  }

  @Test
  void theTokenIsStoredAsAHash() {
    String token = token(1);

    assertThat(
            service
                .store()
                .queryForList(
                    "select encode(token_hash, 'escape') from command_side.email_confirmation"
                        + " where user_id = ?",
                    String.class,
                    anna.userId))
        .singleElement()
        .asString()
        .doesNotContain(token);
  }

  @Test
  void theAdministratorOfTheConfigurationIsConfirmed() {
    assertThat(
            service.administrator().get("/api/users/me").body().path("emailConfirmed").asBoolean())
        .isTrue();
  }

  @Test
  void thePageOfTheLinkShowsNoTextOfOthers() {
    Answer page =
        service.send(
            "GET", "/api/email-confirmations?token=%3Cscript%3E" + UUID.randomUUID(), null, null);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.body().path("text").asString()).doesNotContain("script");
  }
}
