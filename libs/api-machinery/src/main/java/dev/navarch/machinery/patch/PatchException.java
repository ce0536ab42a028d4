package dev.navarch.machinery.patch;

/** A patch that does not fit the object. */
public final class PatchException extends RuntimeException {
    private final String text;

    public PatchException(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
