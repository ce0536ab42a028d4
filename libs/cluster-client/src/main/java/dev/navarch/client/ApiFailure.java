package dev.navarch.client;

import org.jspecify.annotations.Nullable;

/** The API server refused, or did not answer (code 0). */
public final class ApiFailure extends RuntimeException {
    private final int code;
    private final String reason;

    /** @param reason the Status' reason, such as {@code AlreadyExists}; empty where there was no Status */
    public ApiFailure(int code, String reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    public boolean isNotFound() {
        return code == 404;
    }

    public boolean isConflict() {
        return code == 409 && reason.equals("Conflict");
    }

    public boolean isAlreadyExists() {
        return code == 409 && reason.equals("AlreadyExists");
    }
}
