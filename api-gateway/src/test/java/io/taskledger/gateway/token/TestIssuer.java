package io.taskledger.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Signs tokens the way command-side does. */
public final class TestIssuer {

  public static final String KEYS = "/.well-known/jwks.json";
  public static final String NAME = "taskledger";

  private final ECKey key;

  public TestIssuer(String keyId) {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public JWKSet keys() {
    return new JWKSet(key.toPublicJWK());
  }

  public String tokenFor(String subject) {
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
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
