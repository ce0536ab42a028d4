package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreEvent;
import dev.navarch.store.StoreKey;
import dev.navarch.store.Versioned;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A whole kind at one revision, while others write. HSCAN shows each value at some moment of the scan, a value that moves twice or
 * not at all; replaying the log from the revision at its start onto what was seen makes that the state at the revision after its end.
 */
final class KindScan {
    private static final int COUNT = 500;
    private static final int CHUNK = 500;

    private final RedisSession session;
    private final String kind;
    private final Map<String, Versioned> found = new HashMap<>();

    KindScan(RedisSession session, String kind) {
        this.session = session;
        this.kind = kind;
    }

    /** @throws StorageException.Trimmed if the log was trimmed past the beginning of the scan meanwhile */
    long run() {
        var before = RedisLog.revision(session);
        scan();
        var after = RedisLog.revision(session);
        replay(before, after);
        return after;
    }

    void handOver(Consumer<List<Versioned>> chunks) {
        var chunk = new ArrayList<Versioned>(CHUNK);
        for (var entry : found.values()) {
            chunk.add(entry);
            if (chunk.size() == CHUNK) {
                chunks.accept(List.copyOf(chunk));
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) chunks.accept(List.copyOf(chunk));
    }

    private void scan() {
        var arguments = ScanArgs.Builder.limit(COUNT);
        MapScanCursor<String, byte[]> page = session.await(session.scanner().hscan(kind, arguments));
        while (true) {
            page.getMap().forEach((name, stored) -> keepNewer(StoredValue.decode(new StoreKey(kind, name), stored)));
            if (page.isFinished()) return;
            page = session.await(session.scanner().hscan(kind, page, arguments));
        }
    }

    private void replay(long from, long through) {
        var reached = from;
        while (reached < through) {
            var entries = RedisLog.after(session, reached, RedisLog.PAGE);
            if (entries.isEmpty()) throw new StorageException.Trimmed(reached, through + 1);
            for (var entry : entries) {
                if (entry.event().revision() <= through) apply(entry.event());
            }
            reached = entries.getLast().event().revision();
        }
    }

    private void apply(StoreEvent event) {
        switch (event) {
            case StoreEvent.Put put when put.entry().key().kind().equals(kind) -> keepNewer(put.entry());
            case StoreEvent.Deleted deleted when deleted.key().kind().equals(kind) -> dropOlder(deleted);
            case StoreEvent.Put _, StoreEvent.Deleted _, StoreEvent.EpochStarted _ -> {}
        }
    }

    private void keepNewer(Versioned entry) {
        found.merge(entry.key().name(), entry, (a, b) -> a.revision() >= b.revision() ? a : b);
    }

    private void dropOlder(StoreEvent.Deleted deleted) {
        var name = deleted.key().name();
        var held = found.get(name);
        if (held != null && held.revision() < deleted.revision()) found.remove(name);
    }
}
