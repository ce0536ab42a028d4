package dev.navarch.operations.access;

/** What came of a question whether somebody may. The messages are for him. */
public sealed interface Verdict {
    record Allowed(Caller caller) implements Verdict {}

    /** Refused, with the HTTP status that says so: 401 for a stranger, 403 for somebody known, 503 when nobody could judge. */
    record Refused(int status, String message) implements Verdict {}
}
