package dev.navarch.nodeagent.simulated;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes the pods of the simulated nodes through their lives, one write a step. */
final class PodKeeper {
    private static final Duration SOON = Duration.ofMillis(500);

    private final Map<String, SimulatedNode> nodes;
    private final Informer<V1Pod> informer;
    private final ResourceClient<V1Pod> client;
    private final PodAddresses addresses;
    private final PodEvents events;
    private final Clock clock;
    /** The revision of the last write to a pod; until the watch has brought it, what is known of the pod is old. */
    private final Map<String, Long> written = new ConcurrentHashMap<>();

    private final Map<String, PodLife.Memory> memories = new ConcurrentHashMap<>();

    PodKeeper(
            Map<String, SimulatedNode> nodes,
            Informer<V1Pod> informer,
            ResourceClient<V1Pod> client,
            PodAddresses addresses,
            PodEvents events,
            Clock clock) {
        this.nodes = nodes;
        this.informer = informer;
        this.client = client;
        this.addresses = addresses;
        this.events = events;
        this.clock = clock;
    }

    Informer.Listener<V1Pod> feeding(Agenda agenda) {
        return new Informer.Listener<>() {
            @Override
            public void added(V1Pod pod) {
                if (nodeOf(pod) == null) return;
                adoptAddress(pod);
                agenda.now(key(pod));
            }

            @Override
            public void updated(V1Pod before, V1Pod after) {
                if (nodeOf(after) != null) agenda.now(key(after));
            }

            @Override
            public void deleted(V1Pod last) {
                var node = nodeOf(last);
                if (node == null) return;
                addresses.release(node.name(), last);
                written.remove(key(last));
                memories.remove(key(last));
            }
        };
    }

    /** Does what the pod needs now. Returns when to look again; null when its next event will tell. */
    @Nullable
    Instant advance(String key) {
        var slash = key.indexOf('/');
        var pod = informer.find(key.substring(0, slash), key.substring(slash + 1));
        var node = pod == null ? null : nodeOf(pod);
        if (pod == null || node == null || isStale(pod, key)) return null;
        var statuses = new PodStatuses(pod, Timestamps.seconds(clock));
        var script = PodScript.of(pod);
        return switch (PodLife.next(pod, memoryOf(key), clock.instant())) {
            case PodStep.Nothing() -> null;
            case PodStep.Wait(var until) -> until;
            case PodStep.Start(var restarts) -> start(pod, node, statuses, script, restarts);
            case PodStep.Crash(var restarts) -> write(pod, statuses.crashed(script.exitCode(), restarts));
            case PodStep.End(var succeeded) -> write(pod, statuses.ended(succeeded, script.exitCode()));
            case PodStep.SetReady(var ready) -> write(pod, statuses.readiness(ready));
            case PodStep.Remove() -> remove(pod, statuses);
        };
    }

    private @Nullable Instant start(
            V1Pod pod, SimulatedNode node, PodStatuses statuses, PodScript script, int restarts) {
        var onHost = Boolean.TRUE.equals(Objects.requireNonNull(pod.getSpec()).getHostNetwork());
        var address = onHost ? node.address() : addresses.addressOf(node.name(), uid(pod));
        if (address == null) return clock.instant().plus(SOON);
        var status = statuses.running(script.ready() && script.exitCode() == 0, restarts);
        events.started(pod);
        memories.put(key(pod), new PodLife.Memory(memoryOf(key(pod)).seen(), clock.instant()));
        return write(pod, statuses.withAddresses(status, node.address(), address));
    }

    /** Whoever waits for the end of a pod that a finalizer holds, such as a Job, reads it off the phase. */
    private @Nullable Instant remove(V1Pod pod, PodStatuses statuses) {
        var finalizers = metadata(pod).getFinalizers();
        var status = Objects.requireNonNullElseGet(pod.getStatus(), V1PodStatus::new);
        if (finalizers != null && !finalizers.isEmpty()) {
            if (!PodLife.hasEnded(status)) return write(pod, statuses.ended(false, 137));
            if (Objects.equals(metadata(pod).getDeletionGracePeriodSeconds(), 0L)) return null;
        }
        events.killing(pod);
        try {
            client.delete(namespace(pod), name(pod), new DeleteRequest(0L, uid(pod), null));
            return null;
        } catch (ApiFailure failure) {
            return afterFailure(failure);
        }
    }

    private @Nullable Instant write(V1Pod pod, V1PodStatus status) {
        var patch = ModelJson.gson()
                .toJson(new V1Pod().metadata(new V1ObjectMeta().uid(uid(pod))).status(status));
        try {
            var answer = client.patchStatus(namespace(pod), name(pod), PatchType.MERGE, patch);
            written.put(key(pod), revision(answer));
            return null;
        } catch (ApiFailure failure) {
            return afterFailure(failure);
        }
    }

    private @Nullable Instant afterFailure(ApiFailure failure) {
        if (failure.isNotFound() || failure.isConflict()) return null;
        return clock.instant().plus(SOON);
    }

    private boolean isStale(V1Pod pod, String key) {
        var last = written.get(key);
        return last != null && revision(pod) < last;
    }

    private void adoptAddress(V1Pod pod) {
        var status = pod.getStatus();
        var node = Objects.requireNonNull(Objects.requireNonNull(pod.getSpec()).getNodeName());
        if (status == null || status.getPodIPs() == null || PodLife.hasEnded(status)) return;
        if (Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) return;
        status.getPodIPs().forEach(address -> addresses.adopt(node, uid(pod), address));
    }

    private @Nullable SimulatedNode nodeOf(V1Pod pod) {
        var name = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
        return name == null ? null : nodes.get(name);
    }

    private PodLife.Memory memoryOf(String key) {
        return memories.computeIfAbsent(key, _ -> new PodLife.Memory(clock.instant(), null));
    }

    private static long revision(V1Pod pod) {
        var version = metadata(pod).getResourceVersion();
        return version == null ? 0 : Long.parseLong(version);
    }

    private static V1ObjectMeta metadata(V1Pod pod) {
        return Objects.requireNonNull(pod.getMetadata());
    }

    private static String uid(V1Pod pod) {
        return Objects.requireNonNullElse(metadata(pod).getUid(), "");
    }

    private static String namespace(V1Pod pod) {
        return Objects.requireNonNullElse(metadata(pod).getNamespace(), "default");
    }

    private static String name(V1Pod pod) {
        return Objects.requireNonNull(metadata(pod).getName());
    }

    private static String key(V1Pod pod) {
        return namespace(pod) + "/" + name(pod);
    }
}
