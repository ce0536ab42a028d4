package dev.navarch.standalone.cluster;

import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.Kubeconfig;
import java.nio.file.Path;
import java.util.List;

/**
 * Whom a part of the cluster is known as by the API server.
 *
 * @param part as in {@code navarch status}; its kubeconfig is called so too
 */
public record ClientIdentity(String part, String user, List<String> groups) {
    public static final List<ClientIdentity> ROLES = List.of(
            new ClientIdentity("api-server", "navarch:api-server"),
            new ClientIdentity("api-proxy", "navarch:api-proxy"),
            new ClientIdentity("scheduler", "system:kube-scheduler"),
            new ClientIdentity("controller-manager", "system:kube-controller-manager"),
            new ClientIdentity("cloud-controller-manager", "system:cloud-controller-manager"),
            new ClientIdentity("dns", "navarch:dns"),
            new ClientIdentity("gateway", "navarch:gateway"),
            new ClientIdentity("metrics-server", "navarch:metrics-server"),
            new ClientIdentity("admin-server", "navarch:admin-server"),
            new ClientIdentity("simulated-nodes", "navarch:simulated-nodes"));
    public static final ClientIdentity ADMINISTRATOR =
            new ClientIdentity("admin", "kubernetes-admin", List.of("system:masters"));

    public ClientIdentity {
        groups = List.copyOf(groups);
    }

    private ClientIdentity(String part, String user) {
        this(part, user, List.of());
    }

    /**
     * A part serves its Actuator with the certificate of its kubeconfig; the administrator serves nothing.
     *
     * @param addresses of the Actuator, where they are known
     */
    public Kubeconfig ensure(ClusterPki pki, Path kubeconfig, String server, List<String> addresses) {
        return groups.isEmpty()
                ? pki.ensurePartKubeconfig(kubeconfig, server, user, part, addresses)
                : pki.ensureClientKubeconfig(kubeconfig, server, user, groups);
    }
}
