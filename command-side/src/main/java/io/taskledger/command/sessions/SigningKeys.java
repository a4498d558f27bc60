package io.taskledger.command.sessions;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The ES256 keys that access tokens are signed with, the newest last; kept in the database. */
@Component
class SigningKeys {
  /** Any number, the same in every process: only one of them makes the first key. */
  private static final long FIRST_KEY_LOCK = 7_305_001;

  private final List<ECKey> keys;

  SigningKeys(JdbcClient jdbc, TransactionTemplate transactions) {
    this.keys =
        transactions.execute(
            ignored -> {
              jdbc.sql("select pg_advisory_xact_lock(?)")
                  .param(FIRST_KEY_LOCK)
                  .query()
                  .listOfRows();
              List<ECKey> found = stored(jdbc);
              if (!found.isEmpty()) {
                return found;
              }
              ECKey first = generate();
              jdbc.sql("insert into signing_key (key_id, jwk) values (?, ?)")
                  .param(first.getKeyID())
                  .param(first.toJSONString())
                  .update();
              return List.of(first);
            });
  }

  /** The key to sign with. */
  ECKey current() {
    return keys.getLast();
  }

  /** All keys, for verifying tokens here. */
  JWKSource<SecurityContext> source() {
    return new ImmutableJWKSet<>(new JWKSet(List.copyOf(keys)));
  }

  /** The public halves, for everybody else. */
  JWKSet publicKeys() {
    return new JWKSet(keys.stream().map(ECKey::toPublicJWK).map(key -> (JWK) key).toList());
  }

  private static List<ECKey> stored(JdbcClient jdbc) {
    return jdbc
        .sql("select jwk from signing_key order by created_at")
        .query(String.class)
        .list()
        .stream()
        .map(SigningKeys::parse)
        .toList();
  }

  private static ECKey parse(String jwk) {
    try {
      return ECKey.parse(jwk);
    } catch (ParseException broken) {
      throw new IllegalStateException("A signing key in the database cannot be read", broken);
    }
  }

  private static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .keyID(UUID.randomUUID().toString())
          .generate();
    } catch (JOSEException unsupported) {
      throw new IllegalStateException("This Java cannot make ES256 keys", unsupported);
    }
  }
}
