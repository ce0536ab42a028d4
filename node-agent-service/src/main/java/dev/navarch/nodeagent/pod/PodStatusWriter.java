package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.nodeagent.podspec.PodKey;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import io.kubernetes.client.openapi.models.V1PodStatus;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes pods' statuses in the background, the newest of each pod only, so that an API server that does not answer never holds
 * up a pod worker. Each status has a version of this writer's own; what was written is not written again. Statuses of at most as
 * many pods as the node holds wait here.
 */
final class PodStatusWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PodStatusWriter.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int CONFLICT_TRIES = 5;

    private final ClusterClient client;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Semaphore work = new Semaphore(0);
    private final Thread thread;

    /** @param trace the turn that found this status */
    private record Entry(PodKey pod, V1PodStatus status, Context trace, long version, long written) {
        boolean due() {
            return version > written;
        }
    }

    PodStatusWriter(ClusterClient client) {
        this.client = client;
        this.thread = Thread.ofVirtual().name("pod-status-writer").start(this::run);
    }

    /** Takes the status if it differs from the last one of that pod. */
    void set(PodKey pod, V1PodStatus status) {
        var changed = new boolean[1];
        var trace = Context.current();
        entries.compute(pod.uid(), (_, before) -> {
            if (before != null && before.status.equals(status)) return before;
            changed[0] = true;
            if (before == null) return new Entry(pod, status, trace, 1, 0);
            return new Entry(pod, status, trace, before.version + 1, before.written);
        });
        if (changed[0]) work.release();
    }

    /** True once the newest status of that pod is in the API, or the pod is not. */
    boolean isWritten(String uid) {
        var entry = entries.get(uid);
        return entry == null || !entry.due();
    }

    void forget(String uid) {
        entries.remove(uid);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                var failed = false;
                for (var entry : entries.values()) {
                    if (entry.due()) failed |= !write(entry);
                }
                if (failed) Thread.sleep(RETRY);
                else if (work.tryAcquire(1, 1, TimeUnit.MINUTES)) work.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean write(Entry entry) {
        try (var _ = entry.trace.makeCurrent()) {
            writeTo(entry);
            entries.computeIfPresent(
                    entry.pod.uid(), (_, now) -> new Entry(now.pod, now.status, now.trace, now.version, entry.version));
            return true;
        } catch (ApiFailure e) {
            log.warn("Pod status not written pod={} error={}", entry.pod.text(), e.getMessage());
            return false;
        } catch (RuntimeException e) {
            log.error("Pod status not written pod={}", entry.pod.text(), e);
            return false;
        }
    }

    private void writeTo(Entry entry) {
        for (var attempt = 1; ; attempt++) {
            var pod = client.resource(V1Pod.class).find(entry.pod.namespace(), entry.pod.name());
            if (pod == null || !Objects.equals(uidOf(pod), entry.pod.uid())) return;
            var merged = merge(pod.getStatus(), entry.status);
            if (merged.equals(pod.getStatus())) return;
            try {
                client.resource(V1Pod.class).updateStatus(ModelJson.copy(pod).status(merged));
                return;
            } catch (ApiFailure e) {
                if (e.isNotFound()) return;
                if (!e.isConflict() || attempt == CONFLICT_TRIES) throw e;
            }
        }
    }

    /** What others write into the status stays: their conditions, and fields this node knows nothing of. */
    private static V1PodStatus merge(@org.jspecify.annotations.Nullable V1PodStatus current, V1PodStatus own) {
        if (current == null) return own;
        var merged = ModelJson.read(ModelJson.tree(own), V1PodStatus.class);
        merged.setNominatedNodeName(current.getNominatedNodeName());
        merged.setResourceClaimStatuses(current.getResourceClaimStatuses());
        merged.setResize(current.getResize());
        if (current.getQosClass() != null) merged.setQosClass(current.getQosClass());
        merged.setConditions(conditions(current, own));
        return merged;
    }

    private static List<V1PodCondition> conditions(V1PodStatus current, V1PodStatus own) {
        var mine = Objects.requireNonNullElse(own.getConditions(), List.<V1PodCondition>of());
        var result = new ArrayList<V1PodCondition>();
        Objects.requireNonNullElse(current.getConditions(), List.<V1PodCondition>of()).stream()
                .filter(PodStatusWriter::isForeign)
                .forEach(result::add);
        var present = result.stream().map(V1PodCondition::getType).collect(Collectors.toSet());
        mine.stream()
                .filter(condition -> !present.contains(condition.getType()))
                .forEach(result::add);
        return result;
    }

    private static boolean isForeign(V1PodCondition condition) {
        return !PodConditions.isOwn(condition.getType());
    }
}
