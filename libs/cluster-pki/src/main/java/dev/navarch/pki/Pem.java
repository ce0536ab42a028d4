package dev.navarch.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Keys and certificates as text. */
public final class Pem {
    private Pem() {}

    public static String write(X509Certificate certificate) {
        return encode(certificate);
    }

    /** PKCS#8. */
    public static String write(PrivateKey key) {
        try {
            return encode(new JcaPKCS8Generator(key, null));
        } catch (IOException e) {
            throw new PkiException("Cannot encode a private key", e);
        }
    }

    public static String write(PublicKey key) {
        return encode(key);
    }

    public static X509Certificate certificate(String text) {
        return certificates(text).getFirst();
    }

    /** @return at least one */
    public static List<X509Certificate> certificates(String text) {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
            if (found.isEmpty()) throw new PkiException("No certificate in the PEM text", null);
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw new PkiException("Not a PEM certificate: " + e.getMessage(), e);
        }
    }

    /** PKCS#8, PKCS#1 or SEC1. */
    public static PrivateKey privateKey(String text) {
        try (var parser = new PEMParser(new StringReader(text))) {
            for (var entry = parser.readObject(); entry != null; entry = parser.readObject()) {
                if (entry instanceof PrivateKeyInfo info) return privateKey(info);
                if (entry instanceof PEMKeyPair pair) return privateKey(pair.getPrivateKeyInfo());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException("Not a PEM private key: " + e.getMessage(), e);
        }
        throw new PkiException("No private key in the PEM text", null);
    }

    public static PublicKey publicKey(String text) {
        try (var parser = new PEMParser(new StringReader(text))) {
            if (parser.readObject() instanceof SubjectPublicKeyInfo info)
                return factory(info.getAlgorithm()).generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException("Not a PEM public key: " + e.getMessage(), e);
        }
        throw new PkiException("No public key in the PEM text", null);
    }

    private static PrivateKey privateKey(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        return factory(info.getPrivateKeyAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    /**
     * The JDK's own, by its names. Bouncy Castle's converter would take Bouncy Castle's wherever somebody has installed it, and
     * call the key by a name that others do not know.
     */
    private static KeyFactory factory(AlgorithmIdentifier algorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(
                algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption) ? "RSA" : "EC");
    }

    static String encode(Object object) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new PkiException("Cannot encode as PEM", e);
        }
        return text.toString();
    }
}
