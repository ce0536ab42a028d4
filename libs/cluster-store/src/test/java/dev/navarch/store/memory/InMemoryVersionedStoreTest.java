package dev.navarch.store.memory;

import dev.navarch.store.ManualClock;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.VersionedStoreContract;
import java.time.Duration;

class InMemoryVersionedStoreTest extends VersionedStoreContract {
    private final ManualClock clock = new ManualClock();

    @Override
    protected VersionedStore open() {
        return new InMemoryVersionedStore(clock);
    }

    @Override
    protected void passTime(Duration time) {
        clock.pass(time);
        ((InMemoryVersionedStore) store).sweepExpired();
    }

    @Override
    protected void startNewEpoch() {
        ((InMemoryVersionedStore) store).startNewEpoch();
    }
}
