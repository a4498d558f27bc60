package io.taskledger.gateway.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.taskledger.gateway.settings.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;

/** Fetches keys over HTTP, within its patience or not at all. */
final class KeyFetch {
  private static final int LARGEST_BYTES = 256 * 1024;

  private final DefaultResourceRetriever http;

  KeyFetch(Duration patience) {
    int millis = (int) patience.toMillis();
    http = new DefaultResourceRetriever(millis, millis, LARGEST_BYTES);
  }

  JWKSet from(URI keys) throws IOException, ParseException {
    return JWKSet.parse(get(keys));
  }

  /** The keys of an outside issuer, wherever it says today that they are. */
  JWKSet of(OidcSettings oidc) throws IOException, ParseException {
    URI keys = oidc.keys().orElse(null);
    return from(keys == null ? discovered(oidc) : keys);
  }

  private URI discovered(OidcSettings oidc) throws IOException, ParseException {
    var document = JSONObjectUtils.parse(get(oidc.discovery()));
    // OpenID Connect Discovery 1.0, 4.3: or else one issuer could speak for another.
    if (!oidc.issuer().equals(JSONObjectUtils.getString(document, "issuer"))) {
      throw new IOException("the discovery document is not that of the issuer");
    }
    URI found = JSONObjectUtils.getURI(document, "jwks_uri");
    if (found == null || !found.isAbsolute()) {
      throw new IOException("the discovery document names no jwks_uri");
    }
    return found;
  }

  private String get(URI address) throws IOException {
    return http.retrieveResource(address.toURL()).getContent();
  }
}
