package dev.navarch.resources.pod;

import dev.navarch.machinery.time.HumanDuration;
import dev.navarch.machinery.time.Timestamps;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A pod in few words. Init containers speak first, in order, until one of them is not done; then the others, the last one that has
 * something to say winning.
 *
 * @param restarts how often, and when the last one was
 */
record PodSummary(int ready, int total, String status, String restarts) {
    static PodSummary of(JsonNode pod, Instant now) {
        return new Reader(pod).read(now);
    }

    private static final class Reader {
        private final JsonNode pod;
        private final JsonNode spec;
        private final JsonNode status;
        private final Set<String> sidecars = new HashSet<>();
        private int ready;
        private int restarts;
        private int sidecarRestarts;
        private String reason;
        private @Nullable Instant lastRestart;
        private @Nullable Instant lastSidecarRestart;

        Reader(JsonNode pod) {
            this.pod = pod;
            this.spec = pod.path("spec");
            this.status = pod.path("status");
            this.reason = status.path("phase").asString("");
            for (var container : spec.path("initContainers"))
                if (container.path("restartPolicy").asString("").equals("Always"))
                    sidecars.add(container.path("name").asString(""));
        }

        PodSummary read(Instant now) {
            if (!status.path("reason").asString("").isEmpty())
                reason = status.path("reason").asString("");
            if (condition("PodScheduled").path("reason").asString("").equals("SchedulingGated"))
                reason = "SchedulingGated";
            var initializing = readInitContainers();
            if (!initializing
                    || condition("Initialized").path("status").asString("").equals("True")) readContainers();
            if (pod.path("metadata").hasNonNull("deletionTimestamp")) reason = whenDeleted();
            var total = spec.path("containers").size() + sidecars.size();
            var text = Integer.toString(restarts);
            if (restarts != 0 && lastRestart != null) text += " (" + HumanDuration.since(lastRestart, now) + " ago)";
            return new PodSummary(ready, total, reason, text);
        }

        private String whenDeleted() {
            if (status.path("reason").asString("").equals("NodeLost")) return "Unknown";
            var phase = status.path("phase").asString("");
            return phase.equals("Succeeded") || phase.equals("Failed") ? reason : "Terminating";
        }

        private boolean readInitContainers() {
            var at = 0;
            for (var container : status.path("initContainerStatuses")) {
                restarts += container.path("restartCount").asInt(0);
                lastRestart = later(lastRestart, container);
                var sidecar = sidecars.contains(container.path("name").asString(""));
                if (sidecar) {
                    sidecarRestarts += container.path("restartCount").asInt(0);
                    lastSidecarRestart = later(lastSidecarRestart, container);
                }
                var initReason = initReason(container, sidecar, at++);
                if (initReason != null) {
                    reason = initReason;
                    return true;
                }
                if (sidecar && container.path("ready").asBoolean(false)) ready++;
            }
            return false;
        }

        /** Null when this one is done with, as far as the ones after it are concerned. */
        private @Nullable String initReason(JsonNode container, boolean sidecar, int at) {
            var state = container.path("state");
            var terminated = state.path("terminated");
            var waiting = state.path("waiting").path("reason").asString("");
            if (terminated.isObject() && terminated.path("exitCode").asInt(0) == 0) return null;
            if (sidecar && container.path("started").asBoolean(false)) return null;
            if (terminated.isObject()) return "Init:" + whyTerminated(terminated);
            if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) return "Init:" + waiting;
            return "Init:" + at + "/" + spec.path("initContainers").size();
        }

        private static String whyTerminated(JsonNode terminated) {
            var why = terminated.path("reason").asString("");
            if (!why.isEmpty()) return why;
            var signal = terminated.path("signal").asInt(0);
            return signal != 0
                    ? "Signal:" + signal
                    : "ExitCode:" + terminated.path("exitCode").asInt(0);
        }

        private void readContainers() {
            restarts = sidecarRestarts;
            lastRestart = lastSidecarRestart;
            var running = false;
            var error = "";
            var containers = status.path("containerStatuses");
            for (int at = containers.size() - 1; at >= 0; at--) {
                var container = containers.get(at);
                restarts += container.path("restartCount").asInt(0);
                lastRestart = later(lastRestart, container);
                var state = container.path("state");
                var waiting = state.path("waiting").path("reason").asString("");
                if (!waiting.isEmpty()) {
                    reason = waiting;
                } else if (state.path("terminated").isObject()) {
                    reason = whyTerminated(state.path("terminated"));
                    if (state.path("terminated").path("exitCode").asInt(0) != 0) error = reason;
                } else if (container.path("ready").asBoolean(false)
                        && state.path("running").isObject()) {
                    running = true;
                    ready++;
                }
            }
            if (reason.equals("Completed")) reason = completed(running, error);
        }

        private String completed(boolean running, String error) {
            if (running && condition("Ready").path("status").asString("").equals("True")) return "Running";
            if (!error.isEmpty()) return error;
            return running ? "NotReady" : "Completed";
        }

        private static @Nullable Instant later(@Nullable Instant known, JsonNode container) {
            var finished = Timestamps.parse(container
                    .path("lastState")
                    .path("terminated")
                    .path("finishedAt")
                    .asString(""));
            if (known == null) return finished;
            return finished != null && finished.isAfter(known) ? finished : known;
        }

        private JsonNode condition(String type) {
            for (var condition : status.path("conditions"))
                if (condition.path("type").asString("").equals(type)) return condition;
            return status.path("no such condition");
        }
    }
}
