package dev.navarch.nodeagent.pod;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one sync shall do, in this order.
 *
 * @param newSandbox the old one, if any, is ended first with everything in it
 * @param stop running containers that must go; they are started again by a later sync
 * @param initToStart the next init container or sidecar, of which one is started at a time
 * @param ephemeral ephemeral containers not started yet
 * @param done nothing runs, and nothing will: the pod is over
 */
record PodActions(
        boolean newSandbox,
        List<Stop> stop,
        @Nullable PodContainer initToStart,
        List<PodContainer> sidecarsToRestart,
        List<PodContainer> toStart,
        List<PodContainer> ephemeral,
        boolean done) {

    record Stop(PodContainer container, ContainerRecord run, String message) {}

    PodActions {
        stop = List.copyOf(stop);
        sidecarsToRestart = List.copyOf(sidecarsToRestart);
        toStart = List.copyOf(toStart);
        ephemeral = List.copyOf(ephemeral);
    }

    boolean startSomething() {
        return newSandbox
                || initToStart != null
                || !toStart.isEmpty()
                || !sidecarsToRestart.isEmpty()
                || !ephemeral.isEmpty();
    }
}
