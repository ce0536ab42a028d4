package dev.navarch.nodeagent.proxy;

/** What a client connects to. */
sealed interface Frontend {
    /** {@code tcp} or {@code udp} */
    String protocol();

    int port();

    record ClusterIp(String address, String protocol, int port) implements Frontend {}

    /** An address from outside the cluster: a load balancer's, or one that people route here themselves. */
    record ExternalIp(String address, String protocol, int port) implements Frontend {}

    /** Every address of this node. */
    record NodePort(String protocol, int port) implements Frontend {}
}
