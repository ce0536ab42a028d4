package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Computes a new pod's priority from its class; keeps one class the default of all. */
public final class PriorityPlugin implements AdmissionPlugin {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource CLASSES = new GroupResource("scheduling.k8s.io", "priorityclasses");
    private static final String LOWER = "PreemptLowerPriority";

    private final ObjectReader objects;

    public PriorityPlugin(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "Priority";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        if (request.object() == null || !(request.object().get("spec") instanceof ObjectNode spec)) return;
        if (request.updates(PODS)) keep(request, spec);
        if (!request.creates(PODS)) return;
        var chosen = classOf(request, spec);
        var value = chosen == null ? 0 : chosen.path("value").asInt(0);
        var policy = chosen == null ? LOWER : chosen.path("preemptionPolicy").asString(LOWER);
        if (chosen != null)
            spec.put("priorityClassName", chosen.path("metadata").path("name").asString(""));
        refuseOther(request, spec, value, policy);
        spec.put("priority", value);
        spec.put("preemptionPolicy", policy);
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        var wanted = request.object();
        if (wanted == null
                || request.operation() == Operation.DELETE
                || !request.concerns(CLASSES)
                || !wanted.path("globalDefault").asBoolean(false)) return;
        for (var other : objects.list(CLASSES, "")) {
            var name = other.path("metadata").path("name").asString("");
            if (other.path("globalDefault").asBoolean(false) && !name.equals(request.targetName()))
                throw request.forbidden(
                        "PriorityClass " + name + " is already marked as default. Only one default can exist");
        }
    }

    /** A client that leaves the priority out means the one that is there. */
    private static void keep(AdmissionRequest request, ObjectNode spec) {
        if (request.stored() == null) return;
        var before = request.stored().path("spec");
        if (spec.hasNonNull("priority") || !before.hasNonNull("priority")) return;
        if (before.path("priorityClassName").equals(spec.path("priorityClassName")))
            spec.set("priority", before.path("priority"));
    }

    private @Nullable ObjectNode classOf(AdmissionRequest request, ObjectNode spec) {
        var name = spec.path("priorityClassName").asString("");
        if (name.isEmpty()) return globalDefault();
        var found = Patience.find(() -> objects.find(CLASSES, "", name));
        if (found == null) throw request.forbidden("no PriorityClass with name " + name + " was found");
        return found;
    }

    /** Of several, which two servers may have let in, the least. */
    private @Nullable ObjectNode globalDefault() {
        ObjectNode least = null;
        for (var candidate : objects.list(CLASSES, ""))
            if (candidate.path("globalDefault").asBoolean(false)
                    && (least == null
                            || candidate.path("value").asInt(0)
                                    < least.path("value").asInt(0))) least = candidate;
        return least;
    }

    private static void refuseOther(AdmissionRequest request, ObjectNode spec, int value, String policy) {
        if (spec.hasNonNull("priority") && spec.path("priority").asInt(0) != value)
            throw request.forbidden(
                    "the integer value of priority (" + spec.path("priority").asInt(0)
                            + ") must not be provided in pod spec; priority admission controller computed " + value
                            + " from the given PriorityClass name");
        if (spec.hasNonNull("preemptionPolicy")
                && !spec.path("preemptionPolicy").asString("").equals(policy))
            throw request.forbidden("the string value of PreemptionPolicy ("
                    + spec.path("preemptionPolicy").asString("")
                    + ") must not be provided in pod spec; priority admission controller computed " + policy
                    + " from the given PriorityClass name");
    }
}
