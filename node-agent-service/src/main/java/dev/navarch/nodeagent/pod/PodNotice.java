package dev.navarch.nodeagent.pod;

/** A condition that a pod has only while it holds. */
record PodNotice(String type, String reason, String message) {}
