package dev.navarch.pki.planted;

import java.net.http.HttpClient;

/** Planted: what the rule of this module must catch. */
record KnowsTheNetwork(HttpClient http) {}
