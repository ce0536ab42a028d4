package dev.navarch.apiserver.streams;

import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;

/** An agent's plain answer in the words of the API. */
final class AgentRefusal {
    private AgentRefusal() {}

    static StatusException of(int code, String body) {
        var text = body.strip();
        return switch (code) {
            case 400 -> StatusException.badRequest(text);
            case 404 -> new StatusException(new Status(404, "NotFound", text, null));
            case 501 -> new StatusException(new Status(501, "NotImplemented", text, null));
            default -> StatusException.internal(text.isEmpty() ? "the node's agent answered " + code : text);
        };
    }
}
