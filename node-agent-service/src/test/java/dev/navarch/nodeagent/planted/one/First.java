package dev.navarch.nodeagent.planted.one;

import dev.navarch.nodeagent.planted.two.Second;

public final class First {
    public Second second() {
        return new Second();
    }
}
