package dev.navarch.nodeagent.proxy;

import java.util.List;

/**
 * The chain that chooses a slot: one for each number of endpoints, shared by all frontends of its sort.
 *
 * @param offset what is added to a slot to make its mark: it asks for masquerade, and keeps apart the slots of different callers
 */
record Chain(int slots, int stickySeconds, boolean nodePort, int offset) {
    static final int MASQUERADE_MARK = 0x4000;
    private static final int INSIDE_MARK = 0x8000;

    static Chain of(Frontend frontend, Backends backends) {
        var masquerade = !(frontend instanceof Frontend.ClusterIp) && !backends.keepsClientAddress();
        return new Chain(
                backends.slots().size(),
                backends.stickySeconds(),
                frontend instanceof Frontend.NodePort,
                masquerade ? MASQUERADE_MARK : 0);
    }

    /** For callers from a pod or from this node. */
    static Chain inside(Frontend frontend, Backends backends) {
        return new Chain(
                backends.all().size(), backends.stickySeconds(), frontend instanceof Frontend.NodePort, INSIDE_MARK);
    }

    String name() {
        return sort() + "-" + slots + (stickySeconds == 0 ? "" : "-sticky-" + stickySeconds);
    }

    private String sort() {
        return switch (offset) {
            case MASQUERADE_MARK -> nodePort ? "node-port" : "external-ip";
            case INSIDE_MARK -> nodePort ? "node-port-inside" : "external-ip-inside";
            default -> nodePort ? "node-port-local" : "cluster-ip";
        };
    }

    int mark(int slot) {
        return slot + offset;
    }

    List<String> rules() {
        var choose = "meta mark set numgen random mod " + slots + (offset == 0 ? "" : " offset " + offset);
        var target = nodePort ? "to-node-port-endpoint" : "to-cluster-ip-endpoint";
        if (stickySeconds == 0) return List.of(choose, "goto " + target);
        var client = "ip saddr . ip daddr . meta l4proto . th dport";
        var remember = "update @affinity { " + client + " timeout " + stickySeconds + "s : meta mark }";
        return List.of(
                "meta mark set " + client + " map @affinity " + remember + " jump " + target,
                choose,
                remember + " goto " + target,
                "goto " + target); // when so many clients are remembered that no more have room
    }
}
