package dev.navarch.nodeagent.runtime;

/** How sandboxes and containers are marked, so that an agent that starts anew knows them. */
public final class RuntimeLabels {
    public static final String POD_NAME = "io.kubernetes.pod.name";
    public static final String POD_NAMESPACE = "io.kubernetes.pod.namespace";
    public static final String POD_UID = "io.kubernetes.pod.uid";
    public static final String CONTAINER_NAME = "io.kubernetes.container.name";
    public static final String HASH = "io.kubernetes.container.hash";
    public static final String RESTART_COUNT = "io.kubernetes.container.restartCount";
    public static final String TERMINATION_PATH = "io.kubernetes.container.terminationMessagePath";
    public static final String TERMINATION_POLICY = "io.kubernetes.container.terminationMessagePolicy";
    public static final String GRACE_PERIOD = "io.kubernetes.pod.terminationGracePeriod";

    private RuntimeLabels() {}
}
