package dev.navarch.machinery.architecture.planted.here;

import dev.navarch.machinery.architecture.planted.there.There;
import org.jspecify.annotations.Nullable;

public record Here(@Nullable There there) {}
