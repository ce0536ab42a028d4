package dev.navarch.apiserver.bootstrap;

import dev.navarch.machinery.name.GroupResource;
import java.util.List;

/** The four namespaces that every cluster has, and that of Navarch's own services. */
final class NamespaceStep implements BootstrapStep {
    private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
    private static final List<String> NAMES =
            List.of("kube-system", "kube-public", "kube-node-lease", "default", "navarch-system");

    private final ObjectEnsurer ensurer;

    NamespaceStep(ObjectEnsurer ensurer) {
        this.ensurer = ensurer;
    }

    @Override
    public String name() {
        return "start-system-namespaces-controller";
    }

    @Override
    public void run() {
        for (var name : NAMES) ensurer.create(NAMESPACES, NewObject.of("v1", "Namespace", "", name));
    }
}
