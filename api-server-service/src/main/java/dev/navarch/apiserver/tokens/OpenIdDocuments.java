package dev.navarch.apiserver.tokens;

import dev.navarch.machinery.codec.Json;
import java.nio.charset.StandardCharsets;

/** What others need to verify our tokens by themselves. */
public record OpenIdDocuments(TokenIssuer issuer, String keySetUrl) {
    public static final String CONFIGURATION_PATH = "/.well-known/openid-configuration";
    public static final String KEY_SET_PATH = "/openid/v1/jwks";
    public static final String KEY_SET_TYPE = "application/jwk-set+json";

    public byte[] configuration() {
        var document = Json.object().put("issuer", issuer.name()).put("jwks_uri", keySetUrl);
        document.putArray("response_types_supported").add("id_token");
        document.putArray("subject_types_supported").add("public");
        document.putArray("id_token_signing_alg_values_supported").add(TokenKey.ALGORITHM.getName());
        return Json.write(document);
    }

    public byte[] keySet() {
        return issuer.key().publicKeySet().getBytes(StandardCharsets.UTF_8);
    }
}
