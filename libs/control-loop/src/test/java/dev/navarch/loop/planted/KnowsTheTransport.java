package dev.navarch.loop.planted;

import dev.navarch.client.rest.RestClusterClient;

/** Planted: what the rule of this module must catch. */
record KnowsTheTransport(RestClusterClient client) {}
