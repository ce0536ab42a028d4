package dev.navarch.dns.planted;

/** Stands in for another service. */
public final class SiblingService {}
