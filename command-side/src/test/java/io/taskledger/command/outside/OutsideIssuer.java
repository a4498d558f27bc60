package io.taskledger.command.outside;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect issuer on the loopback interface, with all that services ask of one. */
final class OutsideIssuer implements AutoCloseable {
  private final HttpServer server;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile JWK key = ecKey();
  private volatile String claimed;
  private volatile boolean silent;

  OutsideIssuer(Clock clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    claimed = name();
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(exchange, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(claimed, keys())));
    server.createContext(
        "/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
    server.start();
  }

  String name() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String keys() {
    return name() + "/keys";
  }

  /** How many requests there were. */
  int asked() {
    return asked.get();
  }

  void signWith(JWK next) {
    key = next;
  }

  /** The discovery document names another issuer from now on. */
  void claimToBe(String other) {
    claimed = other;
  }

  /** Requests are taken and never answered from now on. */
  void fallSilent() {
    silent = true;
  }

  static JWK ecKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static JWK rsaKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The claims of a good token, to be added to. */
  JWTClaimsSet.Builder claims(String subject) {
    return new JWTClaimsSet.Builder()
        .issuer(name())
        .subject(subject)
        .audience("taskledger")
        .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(5))))
        .claim("email", "Anna@Example.org")
        .claim("name", "Anna");
  }

  String sign(JWTClaimsSet.Builder claims) {
    return sign(claims, JOSEObjectType.JWT);
  }

  String sign(JWTClaimsSet.Builder claims, JOSEObjectType type) {
    boolean rsa = key.getKeyType().getValue().equals("RSA");
    var header =
        new JWSHeader.Builder(rsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256)
            .type(type)
            .keyID(key.getKeyID())
            .build();
    var token = new SignedJWT(header, claims.build());
    try {
      token.sign(new DefaultJWSSignerFactory().createJWSSigner(key, header.getAlgorithm()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    asked.incrementAndGet();
    if (silent) {
      try {
        closing.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
