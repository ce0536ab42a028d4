package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Redis does not write just now: it is full, its disk is, or its replicas are too few. Nothing was changed, and the session goes on. */
final class RedisDeclined extends StorageException {
    private static final Pattern REASON = Pattern.compile("\\b(OOM|MISCONF|NOREPLICAS)\\b[^@]*");

    private RedisDeclined(String reason, Throwable cause) {
        super("Redis does not write, nothing was changed: " + reason, cause);
    }

    /** Redis looks at these before the first change a script makes, so that nothing of the script was carried out. */
    static @Nullable RedisDeclined from(Throwable failure) {
        if (!(failure instanceof RedisCommandExecutionException)) return null;
        var reason = REASON.matcher(String.valueOf(failure.getMessage()));
        return reason.find() ? new RedisDeclined(reason.group().strip(), failure) : null;
    }
}
