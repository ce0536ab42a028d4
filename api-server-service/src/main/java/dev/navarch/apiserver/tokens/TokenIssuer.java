package dev.navarch.apiserver.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Date;
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
        var set = new JWTClaimsSet.Builder()
                .issuer(name)
                .subject(claims.account().userName())
                .audience(claims.audiences())
                .issueTime(Date.from(claims.issuedAt()))
                .notBeforeTime(Date.from(claims.issuedAt()))
                .expirationTime(Date.from(claims.expiresAt()))
                .jwtID(claims.id())
                .claim(KUBERNETES, kubernetes(claims))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(TokenKey.ALGORITHM).keyID(key.id()).build(), set);
        try {
            token.sign(new ECDSASigner(key.privateKey(), Curve.P_256));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign a token: " + e.getMessage(), e);
        }
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
