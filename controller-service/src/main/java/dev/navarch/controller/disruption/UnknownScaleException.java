package dev.navarch.controller.disruption;

/** Nobody can say how many pods there should be. */
final class UnknownScaleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownScaleException(String message) {
        super(message);
    }
}
