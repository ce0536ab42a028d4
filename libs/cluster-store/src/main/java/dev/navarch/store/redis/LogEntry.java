package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreEvent;
import dev.navarch.store.StoreKey;
import dev.navarch.store.Versioned;
import io.lettuce.core.StreamMessage;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One entry of the log as Redis holds it. */
record LogEntry(StoreEvent event, String writeId) {
    static LogEntry decode(StreamMessage<String, byte[]> message) {
        var revision = revision(message.getId());
        var body = message.getBody();
        var previous = Long.parseLong(text(body, "p"));
        var event = switch (text(body, "o")) {
            case "P" -> new StoreEvent.Put(new Versioned(key(body), bytes(body, "v"), revision), previous);
            case "D" -> new StoreEvent.Deleted(key(body), revision, previous);
            case "E" -> new StoreEvent.EpochStarted(text(body, "f"), revision, previous);
            default -> throw new StorageException("Log entry " + revision + " is of an unknown sort", null);
        };
        return new LogEntry(event, body.containsKey("i") ? text(body, "i") : "");
    }

    /**
     * @throws StorageException.Trimmed unless the entries follow one another and {@code after} without a gap. The entry of a new
     *     epoch may say that less than {@code after} survived: nothing is missing then, something was taken back.
     */
    static void requireNoGap(long after, List<LogEntry> entries) {
        var reached = after;
        for (var entry : entries) {
            var event = entry.event();
            var follows = event instanceof StoreEvent.EpochStarted epoch
                    ? epoch.previousRevision() <= reached
                    : event.revision() == reached + 1;
            if (!follows) throw new StorageException.Trimmed(reached, event.revision());
            reached = event.revision();
        }
    }

    static long revision(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    private static StoreKey key(Map<String, byte[]> body) {
        return new StoreKey(text(body, "k"), text(body, "f"));
    }

    private static String text(Map<String, byte[]> body, String field) {
        return new String(bytes(body, field), UTF_8);
    }

    private static byte[] bytes(Map<String, byte[]> body, String field) {
        return Objects.requireNonNull(body.get(field), field);
    }
}
