package dev.navarch.apiserver.admission.podsecurity;

import org.jspecify.annotations.Nullable;

/**
 * A level as it was defined by some minor version.
 *
 * @param minor {@link #LATEST} for the newest definition
 */
record Policy(Level level, int minor) {
    static final int LATEST = Integer.MAX_VALUE;
    static final Policy NONE = new Policy(Level.PRIVILEGED, LATEST);

    /** @return null for text that is no version */
    static @Nullable Integer minor(String version) {
        if (version.equals("latest")) return LATEST;
        if (!version.matches("v1\\.(0|[1-9][0-9]{0,5})")) return null;
        return Integer.valueOf(version.substring("v1.".length()));
    }

    boolean allowsAll() {
        return level == Level.PRIVILEGED;
    }

    @Override
    public String toString() {
        return level.label() + ":" + (minor == LATEST ? "latest" : "v1." + minor);
    }
}
