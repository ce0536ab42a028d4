package dev.navarch.dns.server.planted;

import dev.navarch.client.ClusterClient;

/** A server that speaks to the API server. */
public record KnowsTheCluster(ClusterClient client) {}
