package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.machinery.name.GroupResource;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Lets a pod stay five minutes on a node that is not ready or cannot be reached, unless it says something else. */
public final class DefaultTolerationSecondsPlugin implements AdmissionPlugin {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final List<String> TAINTS =
            List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
    private static final String NO_EXECUTE = "NoExecute";
    private static final int SECONDS = 300;

    @Override
    public String name() {
        return "DefaultTolerationSeconds";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        if (!request.concerns(PODS) || request.operation() == Operation.DELETE || request.object() == null) return;
        if (!(request.object().get("spec") instanceof ObjectNode spec)) return;
        for (var taint : TAINTS)
            if (!tolerates(spec, taint))
                spec.withArray("tolerations")
                        .addObject()
                        .put("key", taint)
                        .put("operator", "Exists")
                        .put("effect", NO_EXECUTE)
                        .put("tolerationSeconds", SECONDS);
    }

    private static boolean tolerates(ObjectNode spec, String taint) {
        for (var toleration : spec.path("tolerations")) {
            var key = toleration.path("key").asString("");
            var effect = toleration.path("effect").asString("");
            if ((key.isEmpty() || key.equals(taint)) && (effect.isEmpty() || effect.equals(NO_EXECUTE))) return true;
        }
        return false;
    }
}
