package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.name.GroupResource;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A pod gets its node's zone and region as labels, when it is bound or made for a node. */
public final class PodTopologyLabelsPlugin implements AdmissionPlugin {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource NODES = new GroupResource("", "nodes");
    private static final List<String> LABELS = List.of("topology.kubernetes.io/zone", "topology.kubernetes.io/region");

    private final ObjectReader objects;

    public PodTopologyLabelsPlugin(ObjectReader objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "PodTopologyLabels";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        var object = request.object();
        if (object == null) return;
        var name = nodeName(request, object);
        if (name.isEmpty()) return;
        var node = objects.find(NODES, "", name);
        if (node == null) return;
        var labels = node.path("metadata").path("labels");
        for (var label : LABELS)
            if (labels.has(label))
                object.withObject("metadata").withObject("labels").set(label, labels.path(label));
    }

    private static String nodeName(AdmissionRequest request, ObjectNode object) {
        if (request.creates(PODS)) return object.path("spec").path("nodeName").asString("");
        return binds(request) ? object.path("target").path("name").asString("") : "";
    }

    private static boolean binds(AdmissionRequest request) {
        return request.operation() == Operation.CREATE && request.kind().kind().equals("Binding");
    }
}
