package dev.navarch.apiserver.relay;

/** The other server gave no answer. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(Exception why) {
        super(innermost(why), why);
    }

    private static String innermost(Throwable why) {
        var cause = why;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
