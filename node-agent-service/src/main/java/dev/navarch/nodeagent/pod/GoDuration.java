package dev.navarch.nodeagent.pod;

import java.time.Duration;

/** Whole seconds as messages show them: 10s, 1m20s, 5m0s. */
final class GoDuration {
    private GoDuration() {}

    static String text(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds < 60) return seconds + "s";
        if (seconds < 3600) return seconds / 60 + "m" + seconds % 60 + "s";
        return seconds / 3600 + "h" + seconds % 3600 / 60 + "m" + seconds % 60 + "s";
    }
}
