package dev.navarch.nodeagent.proxy;

/** Run in a node's network namespace by whoever takes the node down. */
public final class ServiceProxyCleanup {
    private ServiceProxyCleanup() {}

    public static void main(String[] arguments) {
        ServiceProxy.removeAll();
    }
}
