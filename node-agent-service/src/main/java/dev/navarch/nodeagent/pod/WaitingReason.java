package dev.navarch.nodeagent.pod;

/** Why a container is not started yet; the status shows it while it waits. */
record WaitingReason(String reason, String message) {}
