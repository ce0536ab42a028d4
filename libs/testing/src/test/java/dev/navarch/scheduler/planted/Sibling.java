package dev.navarch.scheduler.planted;

public record Sibling(String name) {}
