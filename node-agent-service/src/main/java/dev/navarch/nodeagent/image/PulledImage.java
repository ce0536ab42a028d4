package dev.navarch.nodeagent.image;

import org.jspecify.annotations.Nullable;

/**
 * @param reference what the runtime starts it by
 * @param uid whom it runs as; null where it does not say
 * @param username empty unless the image says it by name
 */
public record PulledImage(String reference, @Nullable Long uid, String username) {}
