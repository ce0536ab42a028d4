package dev.navarch.cloud.planted.other;

/** Planted: known to {@code KnowsItsSibling}. */
public record Sibling() {}
