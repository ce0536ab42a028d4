package dev.navarch.machinery.architecture.planted.there;

import dev.navarch.machinery.architecture.planted.here.Here;
import org.jspecify.annotations.Nullable;

public record There(@Nullable Here here) {}
