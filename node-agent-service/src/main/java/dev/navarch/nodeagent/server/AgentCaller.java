package dev.navarch.nodeagent.server;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;

/**
 * Only the API server may call the agent; who gathers metrics may read figures. That their certificates are the cluster's was
 * checked by TLS.
 */
final class AgentCaller {
    private static final String API_SERVER = "kube-apiserver-kubelet-client";
    private static final String METRICS = "navarch:metrics-server";
    private static final List<String> FIGURES = List.of("/stats/summary", "/metrics/resource", "/metrics/cadvisor");

    private AgentCaller() {}

    static boolean isAllowed(Certificate @Nullable [] chain, String path) {
        if (chain == null || chain.length == 0 || !(chain[0] instanceof X509Certificate certificate)) return false;
        var name = commonName(certificate);
        return API_SERVER.equals(name) || (METRICS.equals(name) && FIGURES.contains(path));
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
