package dev.navarch.nodeagent.planted.two;

import dev.navarch.nodeagent.planted.one.First;

public final class Second {
    public First first() {
        return new First();
    }
}
