package dev.navarch.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API server refused, or did not answer (code 0). */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final List<String> causes;

    /** @param reason the Status' reason, such as {@code AlreadyExists}; empty where there was no Status */
    public ApiFailure(int code, String reason, String message, @Nullable Throwable cause) {
        this(code, reason, message, List.of(), cause);
    }

    /** @param causes the reasons of the Status' causes, such as {@code NamespaceTerminating} */
    public ApiFailure(int code, String reason, String message, List<String> causes, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.reason = reason;
        this.causes = List.copyOf(causes);
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    public boolean hasCause(String cause) {
        return causes.contains(cause);
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

    /** Nobody knows whether the request took effect: no answer came, or the server itself could not tell. */
    public boolean isUnknown() {
        return code == 0 || code == 504;
    }
}
