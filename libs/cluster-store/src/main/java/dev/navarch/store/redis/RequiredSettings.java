package dev.navarch.store.redis;

import java.util.Map;

/** What a Redis must be set to before the store's promises hold on it. */
final class RequiredSettings {
    private static final Map<String, String> REQUIRED = Map.of(
            "appendonly", "yes",
            "appendfsync", "always",
            "no-appendfsync-on-rewrite", "no",
            "aof-use-rdb-preamble", "yes",
            "aof-load-truncated", "yes",
            "maxmemory-policy", "noeviction");

    private RequiredSettings() {}

    static Iterable<String> names() {
        return REQUIRED.keySet();
    }

    static void check(String name, String found) {
        var required = REQUIRED.get(name);
        if (!found.equals(required)) {
            throw new RedisRefused("Redis is set to '" + name + " " + found + "', Navarch needs '" + name + " "
                    + required + "': change it in redis.conf, or with CONFIG SET");
        }
    }
}
