package io.taskledger.web.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;

/** Fetches keys over HTTP, within seconds or not at all. */
final class HttpKeys {
  private static final int CONNECT_MS = 1_000;
  private static final int READ_MS = 2_000;
  private static final int LARGEST_BYTES = 256 * 1024;

  private static final DefaultResourceRetriever HTTP =
      new DefaultResourceRetriever(CONNECT_MS, READ_MS, LARGEST_BYTES);

  private HttpKeys() {}

  static JWKSet at(URI keys) throws IOException, ParseException {
    return JWKSet.parse(get(keys));
  }

  /** The keys of an outside issuer, at the address that it publishes at this moment. */
  static JWKSet of(OidcSettings oidc) throws IOException, ParseException {
    URI keys = oidc.keys().orElse(null);
    return at(keys == null ? discovered(oidc) : keys);
  }

  private static URI discovered(OidcSettings oidc) throws IOException, ParseException {
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

  private static String get(URI address) throws IOException {
    return HTTP.retrieveResource(address.toURL()).getContent();
  }
}
