package io.taskledger.query.given;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs access tokens and publishes its key, as command-side does. */
public final class Issuer {
  private static @Nullable Issuer started;

  private final HttpServer server;
  private volatile ECKey key = newKey("test");

  /** A further one, of which the service knows nothing yet. */
  public Issuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    publish("/.well-known/jwks.json", () -> new JWKSet(key.toPublicJWK()).toString());
    publish(
        "/.well-known/openid-configuration",
        () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(name(), keys()));
    server.start();
  }

  private void publish(String path, Supplier<String> document) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = document.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          try (var body = exchange.getResponseBody()) {
            body.write(bytes);
          }
        });
  }

  private static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).algorithm(JWSAlgorithm.ES256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs with a new key from now on, and publishes only that. */
  public void rotate() {
    key = newKey(UUID.randomUUID().toString());
  }

  /** What it is called when it is an outside one. */
  public String name() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static synchronized Issuer started() {
    if (started == null) {
      started = new Issuer();
    }
    return started;
  }

  public String keys() {
    return name() + "/.well-known/jwks.json";
  }

  /** A token that the service accepts. */
  public static String token(UUID user, String... roles) {
    return token(user, "taskledger", Instant.parse("2100-01-01T00:00:00Z"), roles);
  }

  public static String token(UUID user, String issuer, Instant expiresAt, String... roles) {
    return started().sign(user.toString(), issuer, expiresAt, List.of(roles));
  }

  public String sign(String subject, String issuer, Instant expiresAt, List<String> roles) {
    try {
      var claims =
          new JWTClaimsSet.Builder()
              .subject(subject)
              .issuer(issuer)
              .audience("taskledger")
              .expirationTime(Date.from(expiresAt))
              .claim("roles", roles)
              .build();
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
