package dev.navarch.pki;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Whether a private key and a certificate belong together. A crash between two files may leave a pair that does not. */
public final class KeyPairs {
    private KeyPairs() {}

    public static boolean match(KeyAndCertificate pair) {
        try {
            var probe = "probe".getBytes(StandardCharsets.US_ASCII);
            var algorithm = algorithm(pair.key());
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

    /** That such a key signs with. Keys on elliptic curves are EC to the JDK and ECDSA to Bouncy Castle, where that is installed. */
    static String algorithm(PrivateKey key) {
        return "RSA".equals(key.getAlgorithm()) ? "SHA256withRSA" : "SHA256withECDSA";
    }
}
