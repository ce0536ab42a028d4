package dev.navarch.controller.planted.other;

/** Planted: known to {@code KnowsItsSibling}. */
public record Sibling() {}
