package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.quantity.ResourceAmounts;
import dev.navarch.resources.podtemplate.PodAmounts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills what a new pod's containers leave open, and refuses pods and claims outside their namespace's limit ranges. */
public final class LimitRangerPlugin implements AdmissionPlugin {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");
    private static final GroupResource LIMIT_RANGES = new GroupResource("", "limitranges");
    private static final String ANNOTATION = "kubernetes.io/limit-ranger";

    private final ObjectReader objects;

    public LimitRangerPlugin(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "LimitRanger";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        if (!request.creates(PODS) || request.object() == null) return;
        for (var limitRange : limitRanges(request)) fill(request.object(), limitRange);
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        var object = request.object();
        if (object == null || request.operation() == Operation.DELETE || isBeingDeleted(object)) return;
        if (request.creates(PODS)) refuse(request, object, LimitRangerPlugin::podViolations);
        if (request.concerns(CLAIMS)) refuse(request, object, LimitRangerPlugin::claimViolations);
    }

    private interface Check {
        Set<String> violations(JsonNode spec, JsonNode limit);
    }

    private void refuse(AdmissionRequest request, JsonNode object, Check check) {
        for (var limitRange : limitRanges(request)) {
            var violations = new LinkedHashSet<String>();
            for (var limit : limits(limitRange)) violations.addAll(check.violations(object.path("spec"), limit));
            if (violations.size() == 1) throw request.forbidden(violations.getFirst());
            if (!violations.isEmpty()) throw request.forbidden("[" + String.join(", ", violations) + "]");
        }
    }

    private static Set<String> podViolations(JsonNode spec, JsonNode limit) {
        var violations = new LinkedHashSet<String>();
        switch (limit.path("type").asString("")) {
            case "Container" -> {
                var bounds = new LimitBounds("Container", limit);
                for (var kind : List.of("containers", "initContainers"))
                    for (var container : spec.path(kind)) violations.addAll(bounds.violations(container));
            }
            case "Pod" ->
                violations.addAll(
                        new LimitBounds("Pod", limit).violations(PodAmounts.requests(spec), PodAmounts.limits(spec)));
            default -> {}
        }
        return violations;
    }

    private static Set<String> claimViolations(JsonNode spec, JsonNode limit) {
        if (!limit.path("type").asString("").equals("PersistentVolumeClaim")) return Set.of();
        var requests = ResourceAmounts.of(spec.path("resources").path("requests"));
        return Set.copyOf(new LimitBounds("PersistentVolumeClaim", limit).requestViolations(requests));
    }

    private static void fill(ObjectNode pod, JsonNode limitRange) {
        var requests = ResourceAmounts.NONE;
        var limits = ResourceAmounts.NONE;
        for (var limit : limits(limitRange)) {
            if (!limit.path("type").asString("").equals("Container")) continue;
            requests = requests.overriddenBy(ResourceAmounts.of(limit.path("defaultRequest")));
            limits = limits.overriddenBy(ResourceAmounts.of(limit.path("default")));
        }
        var said = new ArrayList<String>();
        for (var container : containers(pod.path("spec"), "containers"))
            said.addAll(fill(container, "container ", requests, limits));
        for (var container : containers(pod.path("spec"), "initContainers"))
            said.addAll(fill(container, "init container ", requests, limits));
        if (!said.isEmpty())
            pod.withObject("metadata")
                    .withObject("annotations")
                    .put(ANNOTATION, "LimitRanger plugin set: " + String.join("; ", said));
    }

    /** What was filled, in words. */
    private static List<String> fill(
            ObjectNode container, String title, ResourceAmounts requests, ResourceAmounts limits) {
        var said = new ArrayList<String>();
        var name = title + container.path("name").asString("");
        note(said, fill(container, "requests", requests), " request for " + name);
        note(said, fill(container, "limits", limits), " limit for " + name);
        return said;
    }

    /** The names of what was not there before. */
    private static Set<String> fill(ObjectNode container, String side, ResourceAmounts defaults) {
        var added = new TreeSet<String>();
        if (defaults.isEmpty()) return added;
        var amounts = container.withObject("resources").withObject(side);
        defaults.byName().forEach((name, amount) -> {
            if (amounts.has(name)) return;
            amounts.put(name, amount.toString());
            added.add(name);
        });
        return added;
    }

    private static void note(List<String> said, Set<String> names, String of) {
        if (!names.isEmpty()) said.add(String.join(", ", names) + of);
    }

    private List<ObjectNode> limitRanges(AdmissionRequest request) {
        return objects.list(LIMIT_RANGES, request.namespace()).stream()
                .filter(limitRange -> !isBeingDeleted(limitRange))
                .toList();
    }

    private static JsonNode limits(JsonNode limitRange) {
        return limitRange.path("spec").path("limits");
    }

    private static List<ObjectNode> containers(JsonNode spec, String kind) {
        var containers = new ArrayList<ObjectNode>();
        for (var container : spec.path(kind)) if (container instanceof ObjectNode node) containers.add(node);
        return containers;
    }

    private static boolean isBeingDeleted(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }
}
