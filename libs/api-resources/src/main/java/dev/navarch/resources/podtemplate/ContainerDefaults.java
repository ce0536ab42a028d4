package dev.navarch.resources.podtemplate;

import dev.navarch.resources.tree.Tree;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Fills a container of any of the three lists. */
final class ContainerDefaults {
    private ContainerDefaults() {}

    static void apply(ObjectNode container) {
        Tree.fill(container, "imagePullPolicy", ImageReference.pullPolicy(Tree.text(container, "image")));
        Tree.fill(container, "terminationMessagePath", "/dev/termination-log");
        Tree.fill(container, "terminationMessagePolicy", "File");
        Tree.object(container, "resources");
        for (var port : Tree.objects(container, "ports")) Tree.fill(port, "protocol", "TCP");
        for (var variable : Tree.objects(container, "env")) environment(variable);
        for (var probe : ProbeValidation.PROBES) probe(container, probe);
        var lifecycle = Tree.find(container, "lifecycle");
        if (lifecycle != null) {
            httpGet(Tree.find(lifecycle, "postStart"));
            httpGet(Tree.find(lifecycle, "preStop"));
        }
    }

    private static void environment(ObjectNode variable) {
        var source = Tree.find(variable, "valueFrom");
        if (source == null) return;
        fieldReferences(source);
        var file = Tree.find(source, "fileKeyRef");
        if (file != null) Tree.fill(file, "optional", false);
    }

    /** Of an environment variable, or of an item of a downward API volume. */
    static void fieldReferences(ObjectNode holder) {
        var field = Tree.find(holder, "fieldRef");
        if (field != null) Tree.fill(field, "apiVersion", "v1");
        var resource = Tree.find(holder, "resourceFieldRef");
        if (resource != null) Tree.fill(resource, "divisor", "0");
    }

    private static void probe(ObjectNode container, String name) {
        var probe = Tree.find(container, name);
        if (probe == null) return;
        Tree.fillZero(probe, "timeoutSeconds", 1);
        Tree.fillZero(probe, "periodSeconds", 10);
        Tree.fillZero(probe, "successThreshold", 1);
        Tree.fillZero(probe, "failureThreshold", 3);
        httpGet(probe);
        var grpc = Tree.find(probe, "grpc");
        if (grpc != null) Tree.fillAbsent(grpc, "service", "");
    }

    private static void httpGet(@Nullable ObjectNode handler) {
        var action = handler == null ? null : Tree.find(handler, "httpGet");
        if (action == null) return;
        Tree.fill(action, "path", "/");
        Tree.fill(action, "scheme", "HTTP");
    }
}
