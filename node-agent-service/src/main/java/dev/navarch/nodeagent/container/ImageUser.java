package dev.navarch.nodeagent.container;

import org.jspecify.annotations.Nullable;

/** @param name empty unless the image names its user by name */
public record ImageUser(@Nullable Long uid, String name) {}
