package dev.navarch.controller.pods;

import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pod that is ready but not yet for long enough changes nothing when its time has come. */
public final class NextAvailable {
    private NextAvailable() {}

    /** Null where no pod's time is still to come. */
    public static @Nullable Duration in(Stream<V1Pod> pods, int minReadySeconds, Instant now) {
        return pods.map(PodState::readySince)
                .filter(Objects::nonNull)
                .map(since -> Duration.between(now, since.plusSeconds(minReadySeconds)))
                .filter(left -> minReadySeconds > 0 && left.isPositive())
                .min(Duration::compareTo)
                .orElse(null);
    }
}
