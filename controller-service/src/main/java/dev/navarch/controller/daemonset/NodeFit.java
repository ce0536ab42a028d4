package dev.navarch.controller.daemonset;

import dev.navarch.controller.pods.Tolerations;
import dev.navarch.controller.selector.NodeSelectors;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Taint;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a node is to a DaemonSet. */
enum NodeFit {
    /** It should have a pod. */
    RUNS,
    /** A pod that is there may stay. */
    KEEPS,
    /** It should have none. */
    NONE;

    static NodeFit of(V1DaemonSet set, V1Node node) {
        var spec = set.getSpec().getTemplate().getSpec();
        var named = spec.getNodeName();
        if ((named != null
                        && !named.isEmpty()
                        && !named.equals(node.getMetadata().getName()))
                || !NodeSelectors.accepts(spec, node)) {
            return NONE;
        }
        var tolerations = DaemonPodTemplate.tolerations(spec);
        var untolerated = taints(node).stream()
                .filter(taint -> Set.of("NoSchedule", "NoExecute").contains(taint.getEffect()))
                .filter(taint -> !Tolerations.tolerates(tolerations, taint))
                .toList();
        if (untolerated.isEmpty()) {
            return RUNS;
        }
        return untolerated.stream().anyMatch(taint -> "NoExecute".equals(taint.getEffect())) ? NONE : KEEPS;
    }

    static List<V1Taint> taints(V1Node node) {
        return node.getSpec() == null
                ? List.of()
                : Objects.requireNonNullElse(node.getSpec().getTaints(), List.of());
    }
}
