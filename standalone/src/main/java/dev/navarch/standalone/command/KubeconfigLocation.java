package dev.navarch.standalone.command;

import dev.navarch.standalone.cluster.CallingUser;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The kubeconfig that contexts are added to: the one named, else the first of KUBECONFIG, else the user's own. */
final class KubeconfigLocation {
    private KubeconfigLocation() {}

    static Path of(@Nullable Path named, CallingUser user) {
        if (named != null) return named.toAbsolutePath();
        var environment = System.getenv("KUBECONFIG");
        if (environment != null && !environment.isBlank())
            return Path.of(environment.split(":")[0]).toAbsolutePath();
        return user.home().resolve(".kube/config");
    }
}
