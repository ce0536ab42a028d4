package dev.navarch.controller.daemonset;

import io.kubernetes.client.openapi.models.V1Pod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one run should do: nodes that get a pod, and pods that go. */
record Changes(List<String> nodes, Set<V1Pod> going) {
    Changes() {
        this(new ArrayList<>(), new LinkedHashSet<>());
    }

    void create(String node) {
        nodes.add(node);
    }

    void delete(V1Pod pod) {
        going.add(pod);
    }
}
