package dev.navarch.machinery.selector;

/** A selector that cannot be read, in upstream's words. */
public final class SelectorException extends RuntimeException {
    public SelectorException(String message) {
        super(message, null, false, false);
    }
}
