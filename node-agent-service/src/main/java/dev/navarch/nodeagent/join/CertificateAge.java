package dev.navarch.nodeagent.join;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** When a certificate is to be renewed: after seven to nine tenths of its life, each certificate at a moment of its own. */
final class CertificateAge {
    private CertificateAge() {}

    static boolean isDue(X509Certificate certificate, Instant now) {
        return !now.isBefore(renewAt(certificate));
    }

    static boolean isInTime(X509Certificate certificate, Instant now) {
        return now.isBefore(certificate.getNotAfter().toInstant())
                && !now.isBefore(certificate.getNotBefore().toInstant());
    }

    static Instant renewAt(X509Certificate certificate) {
        var from = certificate.getNotBefore().toInstant();
        var life = Duration.between(from, certificate.getNotAfter().toInstant());
        var permille = 700 + Math.floorMod(certificate.getSerialNumber().intValue(), 200);
        return from.plus(life.multipliedBy(permille).dividedBy(1000));
    }
}
