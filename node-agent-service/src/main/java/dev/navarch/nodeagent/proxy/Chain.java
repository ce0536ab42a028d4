package dev.navarch.nodeagent.proxy;

import java.util.List;

/**
 * The chain that chooses a slot: one for each number of endpoints, shared by all frontends of its sort.
 *
 * @param nodePort whether the slot is looked up by port alone
 * @param masquerade whether the mark also asks for masquerade
 */
record Chain(int slots, int stickySeconds, boolean nodePort, boolean masquerade) {
    static final int MASQUERADE_MARK = 0x4000;

    static Chain of(Frontend frontend, Backends backends) {
        var nodePort = frontend instanceof Frontend.NodePort;
        return new Chain(
                backends.slots().size(),
                backends.stickySeconds(),
                nodePort,
                !(frontend instanceof Frontend.ClusterIp) && !backends.keepsClientAddress());
    }

    String name() {
        return sort() + "-" + slots + (stickySeconds == 0 ? "" : "-sticky-" + stickySeconds);
    }

    private String sort() {
        if (nodePort) return masquerade ? "node-port" : "node-port-local";
        return masquerade ? "external-ip" : "cluster-ip";
    }

    int mark(int slot) {
        return masquerade ? slot + MASQUERADE_MARK : slot;
    }

    List<String> rules() {
        var choose = "meta mark set numgen random mod " + slots + (masquerade ? " offset " + MASQUERADE_MARK : "");
        var target = nodePort ? "to-node-port-endpoint" : "to-cluster-ip-endpoint";
        if (stickySeconds == 0) return List.of(choose, "goto " + target);
        var client = "ip saddr . ip daddr . meta l4proto . th dport";
        var remember = "update @affinity { " + client + " timeout " + stickySeconds + "s : meta mark }";
        return List.of(
                "meta mark set " + client + " map @affinity " + remember + " jump " + target,
                choose,
                remember + " goto " + target);
    }
}
