package dev.navarch.resources.architecture.planted.there;

import dev.navarch.resources.architecture.planted.here.Here;
import org.jspecify.annotations.Nullable;

public record There(@Nullable Here here) {}
