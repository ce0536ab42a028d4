package dev.navarch.scheduler.cycle;

import dev.navarch.scheduler.cluster.NodeInfo;

/** What came out of trying one pod. */
public sealed interface Decision {
    record Chosen(NodeInfo node) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}
}
