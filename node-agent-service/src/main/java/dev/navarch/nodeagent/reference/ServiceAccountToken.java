package dev.navarch.nodeagent.reference;

import java.time.Instant;

/** @param refreshAt when four fifths of its life, or a day, are over */
public record ServiceAccountToken(String token, Instant refreshAt) {}
