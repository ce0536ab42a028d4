package dev.navarch.nodeagent.planted;

import dev.navarch.dns.planted.SiblingService;

public final class KnowsASibling {
    public SiblingService sibling() {
        return new SiblingService();
    }
}
