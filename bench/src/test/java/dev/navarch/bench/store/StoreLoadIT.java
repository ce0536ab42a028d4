package dev.navarch.bench.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark runs at all; its figures are nobody's business here. */
class StoreLoadIT {
    private static final int CLIENTS = 4;

    @TempDir
    Path directory;

    @Test
    void eachClientsWritesAreCounted() throws Exception {
        try (var redis = new RedisUnderLoad(directory)) {
            var round = StoreLoad.run(redis, "smoke", CLIENTS, Duration.ofMillis(200));

            assertThat(round.count()).isGreaterThanOrEqualTo(CLIENTS);
            assertThat(round.bytes()).isEqualTo(round.count() * StoreLoad.VALUE_BYTES);
            assertThat(round.millisAt(0.5)).isPositive();
        }
    }
}
