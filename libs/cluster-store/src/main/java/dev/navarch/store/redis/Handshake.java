package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.UUID;

/** The first thing in every session: is this our data, is it whole, and does a new epoch begin? */
final class Handshake {
    private static final long EPOCH_LIFT = 1L << 20;
    private static final String[] KEYS = {StoreScripts.STATE, StoreScripts.LOG};

    private final RedisEndpoint endpoint;
    private final IdentityFile identity;
    private final StoreScripts scripts;

    record Result(String epoch, long revision, int replicas) {}

    Handshake(RedisEndpoint endpoint, IdentityFile identity, StoreScripts scripts) {
        this.endpoint = endpoint;
        this.identity = identity;
        this.scripts = scripts;
    }

    /**
     * @param runId of the Redis; another one than last time begins a new epoch
     * @param promoted whether it was a replica before
     * @throws RedisRefused if its data is not this cluster's, or damaged
     */
    Result with(RedisCommands<String, byte[]> redis, String runId, boolean promoted) {
        var remembered = identity.read();
        var offered = remembered != null ? remembered : UUID.randomUUID().toString();
        List<byte[]> answer;
        try {
            answer = redis.eval(
                    scripts.handshake(),
                    ScriptOutputType.MULTI,
                    KEYS,
                    bytes(runId),
                    bytes(Long.toString(EPOCH_LIFT)),
                    bytes(offered),
                    bytes(remembered != null ? "known" : "new"),
                    bytes(promoted ? "promoted" : "restarted"));
        } catch (RedisCommandExecutionException e) {
            throw translated(e);
        }
        if (remembered == null) identity.write(text(answer.get(2)));
        return new Result(
                text(answer.get(0)), Long.parseLong(text(answer.get(1))), Integer.parseInt(text(answer.get(3))));
    }

    private RuntimeException translated(RedisCommandExecutionException e) {
        var message = String.valueOf(e.getMessage());
        var reason = message.substring(0, Math.max(0, message.indexOf(' ')));
        return switch (reason) {
            case "LOSTDATA" ->
                new RedisRefused("Redis at " + endpoint + " is empty, but " + identity.path()
                        + " says that it held this cluster: its data was lost. Restore Redis' data, or remove that file to begin"
                        + " an empty cluster");
            case "OTHERDATA" ->
                new RedisRefused("Redis at " + endpoint + " holds another cluster's data than " + identity.path()
                        + " remembers: point navarch at the right Redis, or remove that file to take this one over");
            case "FOREIGNDATA" ->
                new RedisRefused(
                        "Redis at " + endpoint + " holds keys that are not Navarch's: give it a Redis of its own");
            case "TORNDATA" ->
                new RedisRefused(
                        "Redis at " + endpoint + " is damaged: its counter and the newest entry of its log differ ("
                                + message.substring(reason.length() + 1) + "). Restore it from a copy");
            default -> e;
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
