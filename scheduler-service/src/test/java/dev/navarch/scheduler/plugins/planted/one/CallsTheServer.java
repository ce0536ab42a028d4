package dev.navarch.scheduler.plugins.planted.one;

import dev.navarch.client.ClusterClient;

/** A plugin that speaks to the API server. */
public record CallsTheServer(ClusterClient client) {}
