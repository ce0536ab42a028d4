package dev.navarch.nodeagent.server;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;

/** Only the API server may call the agent. That its certificate is the cluster's was checked by TLS. */
final class AgentCaller {
    private static final String ALLOWED = "kube-apiserver-kubelet-client";

    private AgentCaller() {}

    static boolean isAllowed(Certificate @Nullable [] chain) {
        return chain != null
                && chain.length > 0
                && chain[0] instanceof X509Certificate certificate
                && ALLOWED.equals(commonName(certificate));
    }

    private static @Nullable String commonName(X509Certificate certificate) {
        try {
            for (var part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN"))
                    return part.getValue().toString();
            }
        } catch (InvalidNameException e) {
            return null;
        }
        return null;
    }
}
