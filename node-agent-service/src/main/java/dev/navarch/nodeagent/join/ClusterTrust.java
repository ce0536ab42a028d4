package dev.navarch.nodeagent.join;

import dev.navarch.pki.Pem;
import dev.navarch.pki.PkiException;
import dev.navarch.pki.PublicKeyPin;
import org.jspecify.annotations.Nullable;

/** Whom the node believes: the authority that the settings name by file or by digest. */
record ClusterTrust(JoinProperties properties) {
    /**
     * @param known the authority that the node has already; null for none
     * @return its certificate in PEM
     * @throws JoinRefused when it is not the one that the settings mean
     */
    String authority(@Nullable String known) throws InterruptedException {
        if (properties.caFile() == null && properties.caHash() == null)
            throw new JoinRefused(
                    "Nothing says which cluster is meant: set " + JoinProperties.PREFIX + ".ca-file or .ca-hash");
        if (properties.caFile() != null) return pinned(JoinProperties.read(properties.caFile()));
        if (known != null && isPinned(known)) return known;
        return pinned(ClusterInfo.authority(properties.server(), properties.requiredToken()));
    }

    private String pinned(String authority) {
        if (!isPinned(authority))
            throw new JoinRefused("The authority of " + properties.server() + " is "
                    + pin(authority).text() + ", and " + JoinProperties.PREFIX + ".ca-hash says "
                    + properties.caHash());
        return authority;
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
        try {
            return PublicKeyPin.of(Pem.certificate(authority));
        } catch (PkiException e) {
            throw new JoinRefused("The cluster's certificate cannot be read: " + e.getMessage());
        }
    }
}
