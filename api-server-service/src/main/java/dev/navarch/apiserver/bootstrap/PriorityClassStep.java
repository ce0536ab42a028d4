package dev.navarch.apiserver.bootstrap;

import dev.navarch.machinery.name.GroupResource;

/** The two priorities above all others. */
final class PriorityClassStep implements BootstrapStep {
    private static final GroupResource CLASSES = new GroupResource("scheduling.k8s.io", "priorityclasses");

    private final ObjectEnsurer ensurer;

    PriorityClassStep(ObjectEnsurer ensurer) {
        this.ensurer = ensurer;
    }

    @Override
    public String name() {
        return "scheduling/bootstrap-system-priority-classes";
    }

    @Override
    public void run() {
        create("system-node-critical", 2_000_001_000, "For pods that a node cannot do without.");
        create("system-cluster-critical", 2_000_000_000, "For pods that the cluster needs, on whichever node.");
    }

    private void create(String name, int value, String description) {
        ensurer.create(
                CLASSES,
                NewObject.of("scheduling.k8s.io/v1", "PriorityClass", "", name)
                        .put("value", value)
                        .put("description", description));
    }
}
