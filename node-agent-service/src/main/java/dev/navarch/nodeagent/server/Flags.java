package dev.navarch.nodeagent.server;

/** A query's yes: true or 1, as API servers of different ages write it. */
final class Flags {
    private Flags() {}

    static boolean isSet(String value) {
        return value.equals("true") || value.equals("1");
    }
}
