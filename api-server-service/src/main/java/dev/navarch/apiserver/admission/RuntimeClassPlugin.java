package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds a new pod to its RuntimeClass: the class must be there, and what it costs and where it runs become the pod's. */
public final class RuntimeClassPlugin implements AdmissionPlugin {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource CLASSES = new GroupResource("node.k8s.io", "runtimeclasses");

    private final ObjectReader objects;

    public RuntimeClassPlugin(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "RuntimeClass";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        if (!request.creates(PODS)) return;
        if (request.object() == null || !(request.object().get("spec") instanceof ObjectNode spec)) return;
        var chosen = classOf(request, spec);
        takeOverhead(
                request, spec, chosen == null ? null : chosen.path("overhead").get("podFixed"));
        if (chosen != null) takeScheduling(request, spec, chosen.path("scheduling"));
    }

    private @Nullable ObjectNode classOf(AdmissionRequest request, ObjectNode spec) {
        var name = spec.path("runtimeClassName").asString("");
        if (name.isEmpty()) return null;
        var found = Patience.find(() -> objects.find(CLASSES, "", name));
        if (found == null) throw request.forbidden("pod rejected: RuntimeClass \"" + name + "\" not found");
        return found;
    }

    private static void takeOverhead(AdmissionRequest request, ObjectNode spec, @Nullable JsonNode overhead) {
        var given = spec.get("overhead");
        if (given != null && !given.isEmpty()) {
            if (overhead == null)
                throw request.forbidden(
                        "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
            if (!given.equals(overhead))
                throw request.forbidden("pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
        } else if (overhead != null) {
            spec.set("overhead", overhead.deepCopy());
        }
    }

    private static void takeScheduling(AdmissionRequest request, ObjectNode spec, JsonNode scheduling) {
        var selector = spec.get("nodeSelector") instanceof ObjectNode given ? given : spec.objectNode();
        for (var label : scheduling.path("nodeSelector").properties()) {
            var own = selector.get(label.getKey());
            if (own != null && !own.equals(label.getValue()))
                throw request.forbidden("pod rejected: conflict: runtimeClass.scheduling.nodeSelector["
                        + label.getKey() + "] = " + label.getValue().asString("") + "; pod.spec.nodeSelector["
                        + label.getKey() + "] = " + own.asString(""));
            selector.set(label.getKey(), label.getValue());
        }
        if (!selector.isEmpty()) spec.set("nodeSelector", selector);
        for (var toleration : scheduling.path("tolerations"))
            if (spec.withArray("tolerations").valueStream().noneMatch(toleration::equals))
                spec.withArray("tolerations").add(toleration.deepCopy());
    }
}
