package dev.navarch.apiserver.watchcache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** How long a question to the store is held back so that more readers may share it. */
public interface Gathering {
    /** @param readers how many share the question so far; rises while this waits */
    void await(IntSupplier readers);

    /** As long as readers keep coming, a moment after each of them; a millisecond at most. */
    static Gathering whileTheyCome() {
        var moment = TimeUnit.MICROSECONDS.toNanos(50);
        var limit = TimeUnit.MILLISECONDS.toNanos(1);
        return readers -> {
            var began = System.nanoTime();
            int seen;
            do {
                seen = readers.getAsInt();
                LockSupport.parkNanos(moment);
            } while (readers.getAsInt() > seen && System.nanoTime() - began < limit);
        };
    }
}
