package dev.navarch.standalone.cluster;

import dev.navarch.nodeagent.settings.NodeDirectories;

/** Where the launcher finds what the agents of this machine's nodes keep. */
public final class ClusterNodes {
    /** Each agent is alone in its network namespace, so all have the same port. */
    public static final int AGENT_PORT = 10250;

    private ClusterNodes() {}

    public static NodeDirectories directories(ClusterDirectory directory, String node) {
        return NodeDirectories.of(directory.node(node));
    }
}
