package dev.navarch.machinery.selector;

/** A selector that cannot be read, in upstream's words. */
public final class SelectorException extends RuntimeException {
    private final String text;

    public SelectorException(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
