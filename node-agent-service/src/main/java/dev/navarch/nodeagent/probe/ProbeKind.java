package dev.navarch.nodeagent.probe;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Probe;
import org.jspecify.annotations.Nullable;

/** The three questions, each with what holds before the first answer. */
enum ProbeKind {
    STARTUP("Startup", false),
    READINESS("Readiness", false),
    LIVENESS("Liveness", true);

    private final String word;
    private final boolean atFirst;

    ProbeKind(String word, boolean atFirst) {
        this.word = word;
        this.atFirst = atFirst;
    }

    String word() {
        return word;
    }

    boolean atFirst() {
        return atFirst;
    }

    @Nullable
    V1Probe of(V1Container container) {
        return switch (this) {
            case STARTUP -> container.getStartupProbe();
            case READINESS -> container.getReadinessProbe();
            case LIVENESS -> container.getLivenessProbe();
        };
    }
}
