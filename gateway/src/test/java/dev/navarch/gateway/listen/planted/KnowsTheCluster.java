package dev.navarch.gateway.listen.planted;

import dev.navarch.client.ClusterClient;

/** Breaks the law, so that a test can see it caught. */
public record KnowsTheCluster(ClusterClient client) {}
