package dev.navarch.apiserver.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes claims down and signs them.
 *
 * @param name the issuer, a URL
 */
public record TokenIssuer(String name, TokenKey key) {
    static final String KUBERNETES = "kubernetes.io";

    public String sign(TokenClaims claims) {
        var token = new JWSObject(
                new JWSHeader.Builder(TokenKey.ALGORITHM).keyID(key.id()).build(), new Payload(payload(claims)));
        try {
            token.sign(new ECDSASigner(key.privateKey(), Curve.P_256));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign a token: " + e.getMessage(), e);
        }
    }

    /** By hand: the library would write one audience as a text, where clients expect a list. */
    private Map<String, Object> payload(TokenClaims claims) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("aud", claims.audiences());
        payload.put("exp", claims.expiresAt().getEpochSecond());
        payload.put("iat", claims.issuedAt().getEpochSecond());
        payload.put("iss", name);
        payload.put("jti", claims.id());
        payload.put(KUBERNETES, kubernetes(claims));
        payload.put("nbf", claims.issuedAt().getEpochSecond());
        payload.put("sub", claims.account().userName());
        return payload;
    }

    private static Map<String, Object> kubernetes(TokenClaims claims) {
        var own = new LinkedHashMap<String, Object>();
        own.put("namespace", claims.account().namespace());
        own.put("serviceaccount", named(claims.account().name(), claims.accountUid()));
        var bound = claims.boundTo();
        if (bound != null)
            own.put(
                    bound.kind().claim(),
                    named(bound.object().name(), bound.object().uid()));
        var node = claims.node();
        if (node != null) own.put("node", named(node.name(), node.uid()));
        var warnAfter = claims.warnAfter();
        if (warnAfter != null) own.put("warnafter", warnAfter.getEpochSecond());
        return own;
    }

    private static Map<String, Object> named(String name, String uid) {
        var named = new LinkedHashMap<String, Object>();
        named.put("name", name);
        named.put("uid", uid);
        return named;
    }
}
