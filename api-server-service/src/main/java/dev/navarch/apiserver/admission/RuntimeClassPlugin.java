package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A pod takes over the overhead of its runtime class and where such pods may run; one whose class is not there is refused. */
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
        if (!request.creates(PODS) || request.object() == null) return;
        if (!(request.object().get("spec") instanceof ObjectNode spec)) return;
        var chosen = classOf(request, spec);
        if (chosen == null) return;
        takeOverhead(request, spec, chosen.path("overhead").path("podFixed"));
        var scheduling = chosen.path("scheduling");
        if (!scheduling.path("nodeSelector").isEmpty()) restrict(request, spec, scheduling.path("nodeSelector"));
        for (var toleration : scheduling.path("tolerations")) tolerate(spec, toleration);
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        if (!request.creates(PODS) || request.object() == null) return;
        var spec = request.object().path("spec");
        if (spec.path("overhead").isEmpty()) return;
        var chosen = classOf(request, spec);
        if (chosen == null || chosen.path("overhead").path("podFixed").isEmpty())
            throw rejected(request, "Pod Overhead set without corresponding RuntimeClass defined Overhead");
    }

    /** Null when the pod names none. */
    private @Nullable ObjectNode classOf(AdmissionRequest request, JsonNode spec) {
        var name = spec.path("runtimeClassName").asString("");
        if (name.isEmpty()) return null;
        var found = Patience.find(() -> objects.find(CLASSES, "", name));
        if (found == null) throw rejected(request, "RuntimeClass \"" + name + "\" not found");
        return found;
    }

    private static void takeOverhead(AdmissionRequest request, ObjectNode spec, JsonNode overhead) {
        if (overhead.isEmpty()) return;
        if (!spec.path("overhead").isEmpty() && !spec.path("overhead").equals(overhead))
            throw rejected(request, "Pod's Overhead doesn't match RuntimeClass's defined Overhead");
        spec.set("overhead", overhead.deepCopy());
    }

    private static void restrict(AdmissionRequest request, ObjectNode spec, JsonNode wanted) {
        var selector = spec.withObject("nodeSelector");
        wanted.forEachEntry((key, value) -> {
            var before = selector.get(key);
            if (before != null && !before.equals(value))
                throw rejected(
                        request,
                        "conflict: runtimeClass.scheduling.nodeSelector[" + key + "] = " + value.asString("")
                                + "; pod.spec.nodeSelector[" + key + "] = " + before.asString(""));
            selector.set(key, value);
        });
    }

    private static void tolerate(ObjectNode spec, JsonNode toleration) {
        var tolerations = spec.withArray("tolerations");
        for (var there : tolerations) if (there.equals(toleration)) return;
        tolerations.add(toleration.deepCopy());
    }

    private static RuntimeException rejected(AdmissionRequest request, String why) {
        return request.forbidden("pod rejected: " + why);
    }
}
