package dev.navarch.resources.pod;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.SubresourceStrategy;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

final class PodStrategy extends StatusKindStrategy {
    private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");

    @Override
    public void applyDefaults(ObjectNode pod) {
        PodDefaults.apply(pod);
        addresses(pod);
    }

    /** The first of podIPs and podIP are one: clients older than the list write podIP alone. */
    private static void addresses(ObjectNode pod) {
        if (!(pod.get("status") instanceof ObjectNode status)) return;
        var first = status.path("podIP").asString("");
        if (first.isEmpty() || !status.path("podIPs").isEmpty()) return;
        status.putArray("podIPs").addObject().put("ip", first);
    }

    @Override
    protected void fillStatus(ObjectNode pod) {
        Tree.fill(Tree.object(pod, "status"), "phase", "Pending");
    }

    @Override
    public void prepareForCreate(ObjectNode pod) {
        super.prepareForCreate(pod);
        var status = Tree.object(pod, "status");
        status.put("qosClass", QualityOfService.of(pod.path("spec")));
        if (!pod.path("spec").path("schedulingGates").isEmpty())
            gated(status, pod.path("metadata").path("creationTimestamp"));
        PodSelectors.mergeMatchLabelKeys(pod);
    }

    private static void gated(ObjectNode status, JsonNode since) {
        status.putArray("conditions")
                .addObject()
                .putNull("lastProbeTime")
                .set("lastTransitionTime", since.isMissingNode() ? NullNode.getInstance() : since)
                .put("message", "Scheduling is blocked due to non-empty scheduling gates")
                .put("reason", "SchedulingGated")
                .put("status", "False")
                .put("type", "PodScheduled");
    }

    @Override
    protected void validate(Field pod) {
        PodValidation.validate(pod);
    }

    @Override
    protected void validateNew(Field pod) {
        PodValidation.validateNew(pod);
    }

    @Override
    protected void validateUpdated(Field pod, Field stored) {
        PodUpdateValidation.validate(pod, stored);
    }

    @Override
    protected void keepOnStatusUpdate(ObjectNode updated, ObjectNode stored) {
        super.keepOnStatusUpdate(updated, stored);
        PodStatusKeeping.keep(updated, stored);
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        PodStatusValidation.validate(updated, stored);
    }

    @Override
    public List<String> warnings(ObjectNode pod) {
        return PodWarnings.of(pod);
    }

    @Override
    public Long deletionGracePeriodSeconds(ObjectNode pod, @Nullable Long requested) {
        var spec = pod.path("spec");
        var finished = FINISHED.contains(pod.path("status").path("phase").asString(""));
        if (finished || Tree.text(spec, "nodeName").isEmpty()) return 0L;
        var seconds = requested != null
                ? requested
                : (Long) spec.path("terminationGracePeriodSeconds").asLong(0);
        return seconds < 0 ? (Long) 1L : seconds;
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode pod) {
        var spec = pod.path("spec");
        var status = pod.path("status");
        var fields = new HashMap<String, String>();
        for (var name : List.of("nodeName", "restartPolicy", "schedulerName", "serviceAccountName"))
            fields.put("spec." + name, Tree.text(spec, name));
        fields.put("spec.host", Tree.text(spec, "nodeName"));
        fields.put("spec.hostNetwork", Boolean.toString(spec.path("hostNetwork").asBoolean(false)));
        for (var name : List.of("phase", "podIP", "nominatedNodeName"))
            fields.put("status." + name, Tree.text(status, name));
        fields.put("status.podIPs", "");
        return fields;
    }

    @Override
    public Map<String, SubresourceStrategy> subresources() {
        var subresources = new HashMap<>(super.subresources());
        subresources.put("ephemeralcontainers", new EphemeralContainersStrategy());
        subresources.put("resize", new ResizeStrategy());
        return subresources;
    }

    /** Takes everything but the spec from what is stored; labels and the like are not for subresources to change. */
    static void keepAllButSpec(ObjectNode updated, ObjectNode stored) {
        var version = ObjectMeta.of(updated).resourceVersion();
        var managedFields = ObjectMeta.of(updated).tree().get("managedFields");
        Tree.copy(stored, updated, "metadata");
        Tree.copy(stored, updated, "status");
        var metadata = ObjectMeta.of(updated);
        metadata.resourceVersion(version);
        if (managedFields != null) metadata.tree().set("managedFields", managedFields);
    }
}
