package dev.navarch.nodeagent.runtime;

import dev.navarch.nodeagent.podspec.PodKey;
import java.time.Instant;

/** @param ip empty for the node's own network, and once the sandbox is not ready */
public record Sandbox(String id, PodKey pod, int attempt, boolean ready, Instant createdAt, String ip) {}
