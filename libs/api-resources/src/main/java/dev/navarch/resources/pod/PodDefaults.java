package dev.navarch.resources.pod;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.podtemplate.ContainerLists;
import dev.navarch.resources.podtemplate.PodSpecDefaults;
import dev.navarch.resources.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is filled in a pod; the part that templates share is podtemplate's. */
final class PodDefaults {
    private PodDefaults() {}

    static void apply(ObjectNode pod) {
        var spec = Tree.object(pod, "spec");
        PodSpecDefaults.apply(spec);
        Tree.fill(spec, "enableServiceLinks", true);
        for (var list : ContainerLists.PLANNED)
            for (var container : Tree.objects(spec, list)) {
                requestWhatIsTheLimit(Tree.object(container, "resources"));
                if (spec.path("hostNetwork").asBoolean(false)) hostPorts(container);
            }
        podLevel(spec);
    }

    private static void requestWhatIsTheLimit(ObjectNode resources) {
        var limits = Tree.find(resources, "limits");
        if (limits == null || limits.isEmpty()) return;
        var requests = Tree.object(resources, "requests");
        limits.forEachEntry((name, limit) -> {
            if (!requests.has(name)) requests.set(name, limit);
        });
    }

    private static void hostPorts(ObjectNode container) {
        for (var port : Tree.objects(container, "ports"))
            Tree.fillZero(port, "hostPort", port.path("containerPort").asLong(0));
    }

    private static void podLevel(ObjectNode spec) {
        var resources = Tree.find(spec, "resources");
        var limits = resources == null ? null : Tree.find(resources, "limits");
        if (resources == null || limits == null || limits.isEmpty()) return;
        var requests = Tree.object(resources, "requests");
        for (var name : List.copyOf(limits.propertyNames())) {
            if (requests.has(name)) continue;
            var sum = requested(spec, name);
            requests.put(name, sum == null ? limits.path(name).asString("") : sum.toString());
        }
    }

    private static @Nullable Quantity requested(ObjectNode spec, String name) {
        Quantity sum = null;
        for (var container : Tree.objects(spec, "containers")) {
            var amount = Quantity.find(
                    container.path("resources").path("requests").path(name).asString(""));
            if (amount != null) sum = sum == null ? amount : sum.add(amount);
        }
        return sum;
    }
}
