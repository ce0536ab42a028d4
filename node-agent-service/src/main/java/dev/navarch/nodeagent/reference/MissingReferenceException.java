package dev.navarch.nodeagent.reference;

/** A pod names an object, or a key in one, that is not there; the message is shown to the pod's owner. */
public final class MissingReferenceException extends RuntimeException {
    public MissingReferenceException(String message) {
        super(message);
    }
}
