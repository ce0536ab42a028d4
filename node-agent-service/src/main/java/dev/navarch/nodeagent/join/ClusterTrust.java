package dev.navarch.nodeagent.join;

import dev.navarch.pki.Pem;
import dev.navarch.pki.PkiException;
import dev.navarch.pki.PublicKeyPin;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Whom the node believes: the authority that the settings name by file or by digest. */
record ClusterTrust(JoinProperties properties) {
    /**
     * @param known the authority that the node has already; null for none
     * @return its certificate in PEM
     * @throws JoinRefused when it is not the one that the settings mean
     */
    String authority(@Nullable String known) throws InterruptedException {
        if (known != null && means(known)) return known;
        var found = properties.caFile() != null
                ? JoinProperties.read(properties.caFile())
                : ClusterInfo.authority(properties.server(), properties.requiredToken());
        if (!isPinned(found))
            throw new JoinRefused("The authority of " + properties.server() + " is "
                    + pin(found).text() + ", and " + JoinProperties.PREFIX + ".ca-hash says " + properties.caHash());
        return found;
    }

    /** Whether the settings mean this authority; asks nobody. */
    boolean means(String authority) {
        return isPinned(authority)
                && (properties.caFile() == null
                        || certificate(authority).equals(certificate(JoinProperties.read(properties.caFile()))));
    }

    private boolean isPinned(String authority) {
        return properties.caHash() == null || pin(authority).equals(wanted(properties.caHash()));
    }

    private static PublicKeyPin wanted(String text) {
        try {
            return new PublicKeyPin(text);
        } catch (IllegalArgumentException e) {
            throw new JoinRefused(JoinProperties.PREFIX + ".ca-hash: " + e.getMessage());
        }
    }

    private static PublicKeyPin pin(String authority) {
        return PublicKeyPin.of(certificate(authority));
    }

    private static X509Certificate certificate(String authority) {
        try {
            return Pem.certificate(authority);
        } catch (PkiException e) {
            throw new JoinRefused("The cluster's certificate cannot be read: " + e.getMessage());
        }
    }
}
