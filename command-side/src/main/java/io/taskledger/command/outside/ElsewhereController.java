package io.taskledger.command.outside;

import io.taskledger.web.issuer.OidcSettings;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells where accounts, sessions and keys are, as they are not here. */
@RestController
@OutsideIdentity
class ElsewhereController {
  private final String issuer;

  ElsewhereController(OidcSettings oidc) {
    this.issuer = oidc.issuer();
  }

  @PostMapping({"/api/users", "/api/sessions", "/api/sessions/refresh"})
  void change() {
    throw elsewhere();
  }

  @DeleteMapping("/api/sessions/current")
  void end() {
    throw elsewhere();
  }

  @GetMapping("/.well-known/jwks.json")
  void keys() {
    throw elsewhere();
  }

  private ProblemException elsewhere() {
    return ProblemException.of(ErrorCode.IDENTITY_ELSEWHERE, "Go to " + issuer + ".")
        .with("issuer", issuer);
  }
}
