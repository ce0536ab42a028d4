package dev.navarch.apiserver.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/** The P-256 pair that signs tokens, known by the digest of its public half. */
public record TokenKey(String id, ECPublicKey publicKey, PrivateKey privateKey) {
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

    public static TokenKey of(KeyPair pair) {
        if (!(pair.getPublic() instanceof ECPublicKey publicKey))
            throw new IllegalArgumentException("Service-account keys must be EC keys on P-256, found "
                    + pair.getPublic().getAlgorithm());
        return new TokenKey(id(publicKey), publicKey, pair.getPrivate());
    }

    /** As {@code /openid/v1/jwks} serves it. */
    public String publicKeySet() {
        var key = new ECKey.Builder(Curve.P_256, publicKey)
                .keyID(id)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(ALGORITHM)
                .build();
        return new JWKSet(key).toString();
    }

    private static String id(PublicKey key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no SHA-256", e);
        }
    }
}
