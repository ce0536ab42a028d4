package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.nodeagent.runtime.RuntimeLabels;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.grpc.StatusRuntimeException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a pod, in steps that may each be taken again: stop its containers with grace, stop its sandboxes, let the last status
 * reach the API, free volumes and control groups, delete the API's object if that was asked for, and at last, when the object is
 * gone, forget the containers and their logs. A pod that merely ended keeps its containers and logs until it is deleted.
 */
final class PodEnding {
    private static final Logger log = LoggerFactory.getLogger(PodEnding.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);
    private final PodKey key;
    private final PodTools tools;
    private final PodStatusWriter statuses;
    private final ContainerStopper stopper;
    private final Runnable wake;
    private @Nullable Duration stoppingWith;
    private boolean sandboxesStopped;
    private boolean reported;
    private boolean freed;
    private boolean deleteSent;
    private volatile boolean hurried;
    private volatile boolean finished;

    PodEnding(PodKey key, PodTools tools, PodStatusWriter statuses, ContainerStopper stopper, Runnable wake) {
        this.key = key;
        this.tools = tools;
        this.statuses = statuses;
        this.stopper = stopper;
        this.wake = wake;
    }

    /** The containers get a second to end, whatever the pod says. */
    void hurry() {
        hurried = true;
    }

    /** Nothing of the pod is left. */
    boolean finished() {
        return finished;
    }

    interface Report {
        /** @param over nothing runs any more */
        void status(RuntimePod runtime, boolean over);
    }

    /** Takes the next steps; the answer is when to come again. */
    Duration proceed(PodWorker.Wish wish, Report report) {
        var runtime = tools.runtime().read(key);
        if (!runtime.running().isEmpty()) {
            stopContainers(wish, runtime);
            report.status(runtime, false);
            return PodWorker.RETRY;
        }
        if (!sandboxesStopped) {
            runtime.sandboxes().forEach(sandbox -> tools.runtime().stopSandbox(sandbox.id()));
            sandboxesStopped = true;
            runtime = tools.runtime().read(key);
        }
        report.status(runtime, true);
        reported = wish.removed() || statuses.isWritten(key.uid());
        if (!reported) return SOON;
        if (!freed && !free()) return PodWorker.RETRY;
        if (wish.removed()) return forget(runtime);
        if (wish.deleting() && !deleteSent) return delete();
        return LONG;
    }

    private void stopContainers(PodWorker.Wish wish, RuntimePod runtime) {
        var grace = grace(wish, runtime);
        var first = stoppingWith == null;
        if (stoppingWith != null && stoppingWith.compareTo(grace) <= 0) return;
        stoppingWith = grace;
        Thread.ofVirtual().name("stop-pod-" + key.name()).start(() -> {
            stopper.stopAll(wish.pod(), runtime, grace, first);
            wake.run();
        });
    }

    private Duration grace(PodWorker.Wish wish, RuntimePod runtime) {
        if (hurried) return SHORTEST;
        var pod = wish.pod();
        if (pod == null) return Duration.ofSeconds(recordedGrace(runtime));
        var asked = metadataOf(pod).getDeletionGracePeriodSeconds();
        return Duration.ofSeconds(Math.max(1, asked == null ? ContainerStarter.grace(pod) : asked));
    }

    private static long recordedGrace(RuntimePod runtime) {
        return runtime.containers().stream()
                .mapToLong(run -> Long.parseLong(run.annotations().getOrDefault(RuntimeLabels.GRACE_PERIOD, "30")))
                .max()
                .orElse(30);
    }

    private boolean free() {
        try {
            tools.volumes().tearDown(key.uid());
            tools.cgroups().remove(key.uid());
            freed = true;
            return true;
        } catch (IOException e) {
            log.warn("Pod's volumes not freed pod={} error={}", key.text(), e.getMessage());
            return false;
        }
    }

    private Duration delete() {
        try {
            tools.client()
                    .resource(V1Pod.class)
                    .delete(key.namespace(), key.name(), new DeleteRequest(0L, key.uid(), null));
            deleteSent = true;
            log.info("Pod is gone, its object deleted pod={}", key.text());
            return LONG;
        } catch (ApiFailure e) {
            // Another pod has taken the name: ours was deleted before.
            if (e.isConflict() || e.isNotFound()) {
                deleteSent = true;
                return LONG;
            }
            log.warn("Pod not deleted pod={} error={}", key.text(), e.getMessage());
            return PodWorker.RETRY;
        }
    }

    private Duration forget(RuntimePod runtime) {
        try {
            for (var run : runtime.containers()) tools.runtime().removeContainer(run.id());
            for (var sandbox : runtime.sandboxes()) tools.runtime().removeSandbox(sandbox.id());
            tools.cgroups().remove(key.uid());
            deleteLogs();
            statuses.forget(key.uid());
            finished = true;
            return SOON;
        } catch (StatusRuntimeException e) {
            log.warn("Pod not forgotten pod={} error={}", key.text(), CriClient.message(e));
            return PodWorker.RETRY;
        }
    }

    private void deleteLogs() {
        var logs = tools.directories().podLogs(key.namespace(), key.name(), key.uid());
        if (!Files.isDirectory(logs)) return;
        try (var files = Files.walk(logs)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("Pod's logs not deleted pod={} error={}", key.text(), e.getMessage());
        }
    }
}
