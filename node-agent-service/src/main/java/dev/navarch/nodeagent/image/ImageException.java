package dev.navarch.nodeagent.image;

/** The image is not there, for now or for good. */
public final class ImageException extends RuntimeException {
    private final String reason;

    public ImageException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Such as {@code ErrImagePull}. */
    public String reason() {
        return reason;
    }
}
