package dev.navarch.machinery.quantity;

/** A text that is no quantity, in upstream's words. */
public final class QuantityException extends RuntimeException {
    public QuantityException(String message) {
        super(message, null, false, false);
    }
}
