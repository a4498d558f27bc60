package io.taskledger.command.emailconfirmation;

import io.taskledger.web.Caller;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The link of the mail shows a page with a button, and the button confirms: programs that look at
 * the links of a mail confirm nothing.
 */
@RestController
class EmailConfirmationController {
  static final String PATH = "/api/email-confirmations";

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="referrer" content="no-referrer">
      <title>Taskledger</title>
      <h1>Taskledger</h1>
      %s
      </html>
      """;
  private static final String ASK =
      """
      <p>Confirm that this e-mail address is yours.</p>
      <form method="post" action="%s">
      <input type="hidden" name="token" value="%s">
      <button>Confirm the address</button>
      </form>
      """;

  private final EmailConfirmations confirmations;

  EmailConfirmationController(EmailConfirmations confirmations) {
    this.confirmations = confirmations;
  }

  record Confirmation(@Nullable String token) {}

  @GetMapping(PATH)
  ResponseEntity<String> ask(@RequestParam String token) {
    return TOKEN.matcher(token).matches()
        ? page(ASK.formatted(PATH, token))
        : page("<p>This link is not complete. Copy all of it from the mail.</p>");
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<String> confirmByForm(@RequestParam String token) {
    confirmations.confirm(token);
    return page("<p>Thank you. The address is confirmed.</p>");
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void confirm(@RequestBody Confirmation confirmation) {
    confirmations.confirm(confirmation.token() == null ? "" : confirmation.token());
  }

  @PostMapping("/api/users/me/email-confirmation")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void sendAgain(Caller caller) {
    confirmations.sendAgain(caller.userId());
  }

  private static ResponseEntity<String> page(String content) {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_HTML)
        .cacheControl(CacheControl.noStore())
        .header("Content-Security-Policy", "default-src 'none'; form-action 'self'")
        .header("Referrer-Policy", "no-referrer")
        .body(PAGE.formatted(content));
  }
}
