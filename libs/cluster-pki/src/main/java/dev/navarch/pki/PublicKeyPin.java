package dev.navarch.pki;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/** The digest of an authority's public key, by which somebody who has not its certificate yet knows it again: {@code sha256:…}. */
public record PublicKeyPin(String text) {
    private static final String FORM = "sha256:[0-9a-f]{64}";

    public PublicKeyPin {
        text = text.strip().toLowerCase(Locale.ROOT);
        if (!text.matches(FORM))
            throw new IllegalArgumentException(
                    "A CA hash is sha256: and 64 hexadecimal digits, found \"" + text + "\"");
    }

    public static PublicKeyPin of(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return new PublicKeyPin("sha256:" + HexFormat.of().formatHex(digest));
        } catch (GeneralSecurityException e) {
            throw new PkiException("This JVM knows no SHA-256", e);
        }
    }
}
