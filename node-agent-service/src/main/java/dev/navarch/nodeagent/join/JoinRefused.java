package dev.navarch.nodeagent.join;

/** The node cannot join, and trying again would not help. */
public final class JoinRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JoinRefused(String message) {
        super(message);
    }
}
