package io.taskledger.command.sessions;

import io.taskledger.command.identity.Account;
import io.taskledger.command.identity.Accounts;
import io.taskledger.command.identity.BuiltInIdentity;
import io.taskledger.command.passwords.ClientNetwork;
import io.taskledger.command.passwords.LoginThrottle;
import io.taskledger.command.passwords.Passwords;
import io.taskledger.web.Caller;
import io.taskledger.web.json.JsonBody;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/sessions} and the public keys. */
@RestController
@BuiltInIdentity
class SessionController {
  private static final int LONGEST = 300;

  private final Accounts accounts;
  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final Sessions sessions;
  private final SigningKeys keys;

  SessionController(
      Accounts accounts,
      Passwords passwords,
      LoginThrottle throttle,
      Sessions sessions,
      SigningKeys keys) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.throttle = throttle;
    this.sessions = sessions;
    this.keys = keys;
  }

  @PostMapping(path = "/api/sessions", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Tokens> logIn(@RequestBody byte[] json, HttpServletRequest request) {
    JsonBody body = JsonBody.read(json);
    String email = body.requiredText("email", LONGEST).toLowerCase(Locale.ROOT);
    String sent = body.requiredVerbatim("password", LONGEST, "Send the password.");
    body.done();
    String password = Objects.requireNonNull(sent);
    String network = ClientNetwork.of(request);
    throttle.begin(email, network);
    Optional<Account> account = accounts.withEmail(email);
    if (!throttle.compare(email, network, () -> isRight(account, password))) {
      throw ProblemException.of(ErrorCode.BAD_CREDENTIALS, "Check both, or register first.");
    }
    throttle.succeeded(email, network);
    String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
    return secret(
        sessions.begin(
            account.orElseThrow(),
            userAgent == null
                ? null
                : userAgent.substring(0, Math.min(userAgent.length(), LONGEST))));
  }

  private boolean isRight(Optional<Account> account, String password) {
    String hash = account.map(Account::passwordHash).orElse(null);
    return hash == null ? passwords.matchesNobody(password) : passwords.matches(password, hash);
  }

  @PostMapping(path = "/api/sessions/refresh", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Tokens> refresh(@RequestBody byte[] json) {
    JsonBody body = JsonBody.read(json);
    String refreshToken = body.requiredText("refreshToken", LONGEST);
    body.done();
    return secret(sessions.refresh(refreshToken));
  }

  @DeleteMapping("/api/sessions/current")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logOut(Caller caller) {
    if (caller.sessionId() != null) {
      sessions.end(caller.sessionId());
    }
  }

  /** All sessions of the caller. */
  record Listed(List<Sessions.Session> items) {}

  @GetMapping("/api/sessions")
  Listed mine(Caller caller) {
    return new Listed(sessions.of(caller.userId(), caller.sessionId()));
  }

  @DeleteMapping("/api/sessions/{sessionId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID sessionId, Caller caller) {
    if (!sessions.end(caller.userId(), sessionId)) {
      throw ProblemException.of(ErrorCode.SESSION_NOT_FOUND, "It may have ended already.");
    }
  }

  @DeleteMapping("/api/sessions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endAll(Caller caller) {
    sessions.endAll(caller.userId());
  }

  @GetMapping("/.well-known/jwks.json")
  Map<String, Object> publicKeys() {
    return keys.publicKeys().toJSONObject();
  }

  private static ResponseEntity<Tokens> secret(Tokens tokens) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(tokens);
  }
}
