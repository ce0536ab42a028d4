package dev.navarch.testing.architecture.planted.two;

import dev.navarch.testing.architecture.planted.one.First;
import org.jspecify.annotations.Nullable;

public record Second(@Nullable First first) {}
