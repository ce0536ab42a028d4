package dev.navarch.testing.architecture.planted.one;

import dev.navarch.testing.architecture.planted.two.Second;

public record First(Second second) {}
