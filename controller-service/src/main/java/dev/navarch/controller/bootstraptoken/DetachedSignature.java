package dev.navarch.controller.bootstraptoken;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A JSON web signature (HS256) whose payload stands elsewhere: {@code header..signature}. */
final class DetachedSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private DetachedSignature() {}

    static String of(String payload, BootstrapToken token) {
        var header = encoded("{\"alg\":\"HS256\",\"kid\":\"" + token.id() + "\"}");
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var signature = mac.doFinal((header + "." + encoded(payload)).getBytes(StandardCharsets.US_ASCII));
            return header + ".." + encoded(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM knows no " + ALGORITHM, e);
        }
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
