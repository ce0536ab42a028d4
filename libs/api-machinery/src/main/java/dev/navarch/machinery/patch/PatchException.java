package dev.navarch.machinery.patch;

/** A patch that does not fit the object. */
public final class PatchException extends RuntimeException {
    public PatchException(String message) {
        super(message, null, false, false);
    }
}
