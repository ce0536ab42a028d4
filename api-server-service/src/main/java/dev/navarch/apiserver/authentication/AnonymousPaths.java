package dev.navarch.apiserver.authentication;

import dev.navarch.apiserver.request.RequestInfo;
import java.util.List;

/** What may be asked without credentials. */
final class AnonymousPaths {
    private static final List<String> PATHS = List.of("/healthz", "/livez", "/readyz", "/version");

    private AnonymousPaths() {}

    static boolean contains(RequestInfo request) {
        if (request.resourceRequest()) return false;
        var path = request.path();
        return PATHS.stream().anyMatch(known -> path.equals(known) || path.equals(known + "/"));
    }
}
