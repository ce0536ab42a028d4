package dev.navarch.nodeagent.join;

import org.jspecify.annotations.Nullable;

/** Not now, perhaps later: the control plane is not up, the token not known, the request not decided yet. */
final class JoinPending extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JoinPending(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
