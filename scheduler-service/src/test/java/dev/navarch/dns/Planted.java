package dev.navarch.dns;

/** A class of another service. */
public final class Planted {}
