package dev.navarch.apiserver.admission;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks again for a short while: what a client has just created may not have reached this server's cache. */
final class Patience {
    private static final int LOOKS = 6;
    private static final Duration BETWEEN = Duration.ofMillis(10);

    private Patience() {}

    static <T> @Nullable T find(Supplier<@Nullable T> look) {
        for (var i = 1; ; i++) {
            var found = look.get();
            if (found != null || i == LOOKS || !pause()) return found;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
