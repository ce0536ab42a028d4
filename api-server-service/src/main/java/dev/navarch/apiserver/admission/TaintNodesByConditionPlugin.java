package dev.navarch.apiserver.admission;

import dev.navarch.machinery.name.GroupResource;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A new node takes no pods until its conditions have been seen. */
public final class TaintNodesByConditionPlugin implements AdmissionPlugin {
    private static final GroupResource NODES = new GroupResource("", "nodes");
    private static final String NOT_READY = "node.kubernetes.io/not-ready";
    private static final String NO_SCHEDULE = "NoSchedule";

    @Override
    public String name() {
        return "TaintNodesByCondition";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        if (!request.creates(NODES) || request.object() == null) return;
        var spec = request.object().get("spec") instanceof ObjectNode node
                ? node
                : request.object().putObject("spec");
        for (var taint : spec.path("taints"))
            if (taint.path("key").asString("").equals(NOT_READY)
                    && taint.path("effect").asString("").equals(NO_SCHEDULE)) return;
        spec.withArray("taints").addObject().put("key", NOT_READY).put("effect", NO_SCHEDULE);
    }
}
