package dev.navarch.machinery.quantity;

/** A text that is no quantity, in upstream's words. */
public final class QuantityException extends RuntimeException {
    private final String text;

    public QuantityException(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
