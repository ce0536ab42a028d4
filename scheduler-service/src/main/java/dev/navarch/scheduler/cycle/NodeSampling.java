package dev.navarch.scheduler.cycle;

/** How many nodes that can carry a pod are enough to choose from: all of a small cluster, a share of a large one. */
final class NodeSampling {
    private static final int ALWAYS = 100;
    private static final int LEAST_PERCENTAGE = 5;

    private NodeSampling() {}

    static int enough(int nodes) {
        if (nodes <= ALWAYS) return nodes;
        var percentage = Math.max(LEAST_PERCENTAGE, 50 - nodes / 125);
        return Math.max(ALWAYS, nodes * percentage / 100);
    }
}
