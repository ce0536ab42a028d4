package dev.navarch.nodeagent.planted;

import dev.navarch.nodeagent.containerd.PrivateContainerd;

/** Nothing simulated may reach for the real thing. */
public final class StartsANodeItself {
    private StartsANodeItself() {}

    public static void start(PrivateContainerd containerd) {
        containerd.startOrAdopt();
    }
}
