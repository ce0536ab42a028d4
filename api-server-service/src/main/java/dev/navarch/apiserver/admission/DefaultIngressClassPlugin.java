package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** An Ingress that names no class gets the one marked as default; of several the newest. */
public final class DefaultIngressClassPlugin implements AdmissionPlugin {
    private static final GroupResource INGRESSES = new GroupResource("networking.k8s.io", "ingresses");
    private static final GroupResource CLASSES = new GroupResource("networking.k8s.io", "ingressclasses");
    private static final List<String> DEFAULT = List.of("ingressclass.kubernetes.io/is-default-class");
    private static final String OLD_CLASS = "kubernetes.io/ingress.class";

    private final ObjectReader objects;

    public DefaultIngressClassPlugin(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "DefaultIngressClass";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        if (!request.creates(INGRESSES) || request.object() == null) return;
        if (!(request.object().get("spec") instanceof ObjectNode spec) || spec.hasNonNull("ingressClassName")) return;
        if (request.object().path("metadata").path("annotations").has(OLD_CLASS)) return;
        DefaultClass.of(objects.list(CLASSES, ""), DEFAULT).ifPresent(name -> spec.put("ingressClassName", name));
    }
}
