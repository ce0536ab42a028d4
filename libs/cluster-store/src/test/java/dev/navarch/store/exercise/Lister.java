package dev.navarch.store.exercise;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreKey;
import dev.navarch.store.Versioned;
import dev.navarch.store.VersionedStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

record Lister(VersionedStore store, History history, long seed, AtomicBoolean done) implements Runnable {
    @Override
    public void run() {
        var random = new Random(seed);
        while (!done.get()) {
            try {
                history.listed(list(Writer.KINDS.get(random.nextInt(Writer.KINDS.size()))));
            } catch (StorageException e) {
                // troubled: later again
            }
            StoreExercise.pause(Duration.ofMillis(10));
        }
    }

    List<History.Listing> listEverything() {
        return Writer.KINDS.stream().map(this::list).toList();
    }

    private History.Listing list(String kind) {
        var found = new HashMap<StoreKey, Long>();
        var revision = store.list(kind, (List<Versioned> chunk) -> {
            for (var entry : chunk) found.put(entry.key(), entry.revision());
        });
        return new History.Listing(kind, revision, found);
    }
}
