package dev.navarch.nodeagent.stats;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Processor time a second, out of two looks at what was used in all. */
public final class CpuRates {
    /** Looks that are closer than this say little; the older one is kept. */
    private static final long LEAST_MILLIS = 5000;

    private final Map<String, Look> looks = new HashMap<>();

    private record Look(Usage usage, long nanoCores) {}

    /** @return null at the first look at that key */
    public synchronized @Nullable Long nanoCores(String key, Usage usage) {
        var before = looks.get(key);
        if (before == null || usage.cpuNanos() < before.usage().cpuNanos()) {
            looks.put(key, new Look(usage, -1));
            return null;
        }
        var millis = usage.time() - before.usage().time();
        if (millis < LEAST_MILLIS) return before.nanoCores() < 0 ? null : Long.valueOf(before.nanoCores());
        var nanoCores = (usage.cpuNanos() - before.usage().cpuNanos()) * 1000 / millis;
        looks.put(key, new Look(usage, nanoCores));
        return nanoCores;
    }

    /** Forgets what is not there any more. */
    public synchronized void keepOnly(Set<String> keys) {
        looks.keySet().retainAll(keys);
    }
}
