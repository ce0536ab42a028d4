package dev.navarch.nodeagent.server;

/** The request cannot be answered; the message is the answer's whole body. */
final class AgentRequestException extends RuntimeException {
    private final int status;

    AgentRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
