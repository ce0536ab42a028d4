package dev.navarch.cloud.provider;

/** A cloud does not do what it was asked for, now; the message says why. */
public final class CloudException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CloudException(String message) {
        super(message);
    }
}
