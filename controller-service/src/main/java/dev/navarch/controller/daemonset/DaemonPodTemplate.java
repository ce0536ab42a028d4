package dev.navarch.controller.daemonset;

import dev.navarch.controller.history.Revision;
import dev.navarch.controller.pods.PodControl;
import dev.navarch.controller.pods.PodState;
import io.kubernetes.client.openapi.models.V1Affinity;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1NodeAffinity;
import io.kubernetes.client.openapi.models.V1NodeSelector;
import io.kubernetes.client.openapi.models.V1NodeSelectorRequirement;
import io.kubernetes.client.openapi.models.V1NodeSelectorTerm;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Toleration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Pods that are pinned to a node, and stay there through what would keep or drive others away. */
final class DaemonPodTemplate {
    static final String HASH = "controller-revision-hash";
    private static final String GENERATION = "pod-template-generation";
    private static final String GENERATION_ANNOTATION = "deprecated.daemonset.template.generation";
    private static final String NODE_NAME = "metadata.name";
    private static final Set<String> STAYS = Set.of("not-ready", "unreachable");
    private static final List<String> COMES =
            List.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable");

    private DaemonPodTemplate() {}

    /** A pod that is still to be created. */
    static V1Pod pod(V1DaemonSet set, Revision revision, String node) {
        var pod = PodControl.from(set.getSpec().getTemplate(), set);
        var metadata = pod.getMetadata();
        Map<String, String> labels = new HashMap<>(Objects.requireNonNullElse(metadata.getLabels(), Map.of()));
        labels.put(HASH, revision.hash());
        var annotations = Objects.requireNonNullElse(set.getMetadata().getAnnotations(), Map.<String, String>of());
        var generation = annotations.get(GENERATION_ANNOTATION);
        if (generation != null) {
            labels.put(GENERATION, generation);
        }
        metadata.setLabels(labels);
        pin(pod.getSpec(), node);
        pod.getSpec().setTolerations(tolerations(pod.getSpec()));
        return pod;
    }

    /** Those of the template, and those that every daemon has. */
    static List<V1Toleration> tolerations(V1PodSpec spec) {
        var tolerations = new ArrayList<>(Objects.requireNonNullElse(spec.getTolerations(), List.of()));
        var added = Stream.concat(
                STAYS.stream().sorted().map(taint -> toleration(taint, "NoExecute")),
                COMES.stream().map(taint -> toleration(taint, "NoSchedule")));
        added.filter(toleration -> !tolerations.contains(toleration)).forEach(tolerations::add);
        if (Boolean.TRUE.equals(spec.getHostNetwork())) {
            tolerations.add(toleration("network-unavailable", "NoSchedule"));
        }
        return tolerations;
    }

    /** The node that a pod is bound to, or else pinned to; empty for neither. */
    static String nodeOf(V1Pod pod) {
        var bound = PodState.nodeName(pod);
        return bound.isEmpty() ? pinnedNode(pod.getSpec()) : bound;
    }

    private static void pin(V1PodSpec spec, String node) {
        var field =
                new V1NodeSelectorRequirement().key(NODE_NAME).operator("In").values(List.of(node));
        var selector =
                new V1NodeSelector().nodeSelectorTerms(List.of(new V1NodeSelectorTerm().matchFields(List.of(field))));
        var affinity = Objects.requireNonNullElseGet(spec.getAffinity(), V1Affinity::new);
        var nodes = Objects.requireNonNullElseGet(affinity.getNodeAffinity(), V1NodeAffinity::new);
        spec.affinity(affinity.nodeAffinity(nodes.requiredDuringSchedulingIgnoredDuringExecution(selector)));
    }

    private static String pinnedNode(V1PodSpec spec) {
        var nodes = spec.getAffinity() == null ? null : spec.getAffinity().getNodeAffinity();
        var required = nodes == null ? null : nodes.getRequiredDuringSchedulingIgnoredDuringExecution();
        if (required == null || required.getNodeSelectorTerms() == null) {
            return "";
        }
        return required.getNodeSelectorTerms().stream()
                .map(V1NodeSelectorTerm::getMatchFields)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(field -> NODE_NAME.equals(field.getKey()) && "In".equals(field.getOperator()))
                .map(field -> field.getValues().getFirst())
                .findFirst()
                .orElse("");
    }

    private static V1Toleration toleration(String taint, String effect) {
        return new V1Toleration()
                .key("node.kubernetes.io/" + taint)
                .operator("Exists")
                .effect(effect);
    }
}
