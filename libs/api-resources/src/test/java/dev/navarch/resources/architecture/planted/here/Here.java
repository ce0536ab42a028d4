package dev.navarch.resources.architecture.planted.here;

import dev.navarch.resources.architecture.planted.there.There;

public record Here(There there) {}
