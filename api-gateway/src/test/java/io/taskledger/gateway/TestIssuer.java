package io.taskledger.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Signs tokens the way command-side does. */
final class TestIssuer {

  public static final String KEYS = "/.well-known/jwks.json";
  public static final String NAME = "taskledger";

  private final JWK key;

  public TestIssuer(String keyId) {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestIssuer(JWK key) {
    this.key = key;
  }

  /** One with an RSA key, as many outside ones are. */
  public static TestIssuer withRsa(String keyId) {
    try {
      return new TestIssuer(new RSAKeyGenerator(2048).keyID(keyId).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public JWKSet keys() {
    return new JWKSet(key.toPublicJWK());
  }

  /** Users have UUIDs: the same name is the same user. */
  public String tokenFor(String name) {
    String subject = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return sign(claims(NAME, Duration.ofMinutes(15)).subject(subject).build());
  }

  public String token() {
    return tokenFor(UUID.randomUUID().toString());
  }

  public String tokenEndingIn(Duration fromNow) {
    return sign(claims(NAME, fromNow).build());
  }

  public String tokenOf(String issuer) {
    return sign(claims(issuer, Duration.ofMinutes(15)).build());
  }

  public String tokenOf(String issuer, String audience) {
    return sign(claims(issuer, Duration.ofMinutes(15)).audience(audience).build());
  }

  public String tokenWithoutEnd() {
    return sign(new JWTClaimsSet.Builder().issuer(NAME).subject("anna").build());
  }

  public String unsigned() {
    return new PlainJWT(claims(NAME, Duration.ofMinutes(15)).build()).serialize();
  }

  private static JWTClaimsSet.Builder claims(String issuer, Duration life) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(UUID.randomUUID().toString())
        .expirationTime(Date.from(Instant.now().plus(life)));
  }

  private String sign(JWTClaimsSet claims) {
    var algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
    var header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
