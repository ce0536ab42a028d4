package dev.navarch.client.lease;

import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1LeaseSpec;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who holds a lease, as last read. */
record LeaseRecord(String holder, @Nullable OffsetDateTime renewed, int transitions, int durationSeconds) {
    static LeaseRecord of(V1Lease lease) {
        var spec = Objects.requireNonNullElseGet(lease.getSpec(), V1LeaseSpec::new);
        return new LeaseRecord(
                Objects.requireNonNullElse(spec.getHolderIdentity(), ""),
                spec.getRenewTime(),
                Objects.requireNonNullElse(spec.getLeaseTransitions(), 0),
                Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 0));
    }
}
