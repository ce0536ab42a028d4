package dev.navarch.client.event;

import io.kubernetes.client.openapi.models.V1ObjectReference;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** {@code <object name>.<nanoseconds in hex>}, never the same twice. */
final class EventNames {
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST = 253;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    EventNames(Clock clock) {
        this.clock = clock;
    }

    String next(V1ObjectReference about) {
        var now = clock.instant();
        var nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        var unique = last.updateAndGet(before -> Math.max(before + 1, nanos));
        var name = about.getName() + "." + Long.toHexString(unique);
        return name.length() <= LONGEST && SUBDOMAIN.matcher(name).matches()
                ? name
                : UUID.randomUUID().toString();
    }

    static String namespace(V1ObjectReference about) {
        var namespace = about.getNamespace();
        return namespace == null || namespace.isEmpty() ? "default" : namespace;
    }
}
