package dev.navarch.pki;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;

/** Whether a private key and a certificate belong together. A crash between two files may leave a pair that does not. */
public final class KeyPairs {
    private KeyPairs() {}

    public static boolean match(KeyAndCertificate pair) {
        try {
            var probe = "probe".getBytes(StandardCharsets.US_ASCII);
            var algorithm = "EC".equals(pair.key().getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA";
            var signer = Signature.getInstance(algorithm);
            signer.initSign(pair.key());
            signer.update(probe);
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(pair.certificate().getPublicKey());
            verifier.update(probe);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
