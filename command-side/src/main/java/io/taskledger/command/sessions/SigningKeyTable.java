package io.taskledger.command.sessions;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.taskledger.command.identity.BuiltInIdentity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The signing keys in the database, which all processes of command-side share. */
@Repository
@BuiltInIdentity
class SigningKeyTable {
  private static final Logger log = LoggerFactory.getLogger(SigningKeyTable.class);

  /** Any number, the same in every process: only one of them changes the keys. */
  private static final long LOCK = 7_305_001;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final KeyRotation rotation;

  SigningKeyTable(JdbcClient jdbc, TransactionTemplate transactions, KeyRotation rotation) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.rotation = rotation;
  }

  /** The keys in the order in which they sign. */
  List<SigningKey> read() {
    return jdbc.sql(
            "select jwk, created_at, signs_from from signing_key order by signs_from, key_id")
        .query((row, n) -> read(row))
        .list();
  }

  /** Makes the key that is due and deletes those that are outlived; the keys after that. */
  List<SigningKey> turn(Instant now) {
    List<SigningKey> found = read();
    if (!rotation.isDue(found, now) && rotation.outlived(found, now).isEmpty()) {
      return found;
    }
    return transactions.execute(ignored -> turnAlone(now));
  }

  private List<SigningKey> turnAlone(Instant now) {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
    // Another process may have done it in the meantime.
    List<SigningKey> found = read();
    if (rotation.isDue(found, now)) {
      insert(new SigningKey(generate(), now, rotation.signsFrom(found, now)));
    }
    for (SigningKey outlived : rotation.outlived(found, now)) {
      jdbc.sql("delete from signing_key where key_id = ?")
          .param(outlived.key().getKeyID())
          .update();
      log.info("{} is outlived and was deleted", outlived);
    }
    return read();
  }

  private void insert(SigningKey made) {
    jdbc.sql("insert into signing_key (key_id, jwk, created_at, signs_from) values (?, ?, ?, ?)")
        .param(made.key().getKeyID())
        .param(made.key().toJSONString())
        .param(made.createdAt().atOffset(ZoneOffset.UTC))
        .param(made.signsFrom().atOffset(ZoneOffset.UTC))
        .update();
    log.info("{} was made and signs from {}", made, made.signsFrom());
  }

  private static SigningKey read(ResultSet row) throws SQLException {
    return new SigningKey(
        parse(row.getString("jwk")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("signs_from", OffsetDateTime.class).toInstant());
  }

  private static ECKey parse(String jwk) {
    try {
      return ECKey.parse(jwk);
    } catch (ParseException broken) {
      // Without the cause: its message may quote the key.
      throw new IllegalStateException("A signing key in the database cannot be read");
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
