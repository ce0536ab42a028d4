package dev.navarch.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

public record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {
    public String keyPem() {
        return Pem.write(key);
    }

    public String certificatePem() {
        return Pem.write(certificate);
    }
}
