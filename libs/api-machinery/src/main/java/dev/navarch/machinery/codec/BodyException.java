package dev.navarch.machinery.codec;

/** A body that cannot be read; the message is upstream's. */
public class BodyException extends RuntimeException {
    private final String text;

    public BodyException(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
