package dev.navarch.apiserver.authentication;

import dev.navarch.apiserver.request.RequestInfo;
import java.util.List;

/** What may be asked without credentials. */
final class AnonymousPaths {
    private static final List<String> PATHS = List.of("/healthz", "/livez", "/readyz", "/version");
    /** Out of it a new node learns the cluster's authority, before it trusts anybody. */
    private static final String CLUSTER_INFO = "/api/v1/namespaces/kube-public/configmaps/cluster-info";

    private AnonymousPaths() {}

    static boolean contains(RequestInfo request) {
        var path = request.path();
        if (request.resourceRequest()) return request.verb().equals("get") && path.equals(CLUSTER_INFO);
        return PATHS.stream().anyMatch(known -> path.equals(known) || path.equals(known + "/"));
    }
}
