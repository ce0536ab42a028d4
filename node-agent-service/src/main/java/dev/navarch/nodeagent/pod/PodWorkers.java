package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;

import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.image.Backoff;
import dev.navarch.nodeagent.podspec.PodKey;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker for every pod that the API has put on this node, and for every pod that only the runtime still knows. The pods of the
 * API come first: only after a complete list is a sandbox without one an orphan.
 */
public final class PodWorkers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PodWorkers.class);
    private final PodTools tools;
    private final Informer<V1Pod> pods;
    private final RuntimeWatcher watcher;
    private final PodStatusWriter statuses;
    private final NodeRoom room;
    private final Backoff crashLoop;
    private final Map<PodKey, PodWorker> workers = new ConcurrentHashMap<>();

    public PodWorkers(PodTools tools, CriClient client, String nodeName) {
        this.tools = tools;
        this.pods = tools.client().informer(V1Pod.class, InformerScope.fieldSelector("spec.nodeName=" + nodeName));
        this.watcher = new RuntimeWatcher(client, tools.runtime(), this::wake, tools.clock());
        this.statuses = new PodStatusWriter(tools.client());
        this.room = new NodeRoom(pods::list, tools.node().allocatable());
        this.crashLoop = new Backoff(tools.clock());
    }

    /** Returns when every pod of the API and every orphan has its worker. */
    public void start(Duration timeout) {
        if (!pods.awaitSync(timeout))
            throw new IllegalStateException("the pods of this node were not listed within " + timeout);
        pods.addListener(new Informer.Listener<>() {
            @Override
            public void added(V1Pod pod) {
                assign(pod);
            }

            @Override
            public void updated(V1Pod before, V1Pod after) {
                if (!PodKey.of(before).equals(PodKey.of(after))) deleted(before);
                assign(after);
            }

            @Override
            public void deleted(V1Pod last) {
                var worker = workers.get(PodKey.of(last));
                if (worker != null) worker.removed();
            }
        });
        endOrphans();
        watcher.start();
    }

    /** False once the runtime has not answered for minutes. */
    public boolean healthy() {
        var last = watcher.lastListed();
        return last.equals(Instant.EPOCH)
                || Duration.between(last, tools.clock().instant()).compareTo(RuntimeWatcher.UNHEALTHY) < 0;
    }

    /** The pod as the API has it. */
    public @Nullable V1Pod find(String namespace, String name) {
        return pods.find(namespace, name);
    }

    public List<V1Pod> list() {
        return pods.list();
    }

    /** Those that have begun and have not ended. */
    public List<V1Pod> active() {
        return pods.list().stream()
                .filter(pod -> metadataOf(pod).getDeletionTimestamp() == null && NodeRoom.isAdmitted(pod))
                .toList();
    }

    /** Ends a pod that the node cannot keep; it is Failed then, with reason Evicted. */
    public void evict(V1Pod pod, String message) {
        var worker = workers.get(PodKey.of(pod));
        if (worker != null) worker.evict(message);
    }

    /** Leaves all pods running. */
    @Override
    public void close() {
        watcher.close();
        workers.values().forEach(PodWorker::abandon);
        statuses.close();
    }

    private void assign(V1Pod pod) {
        workers.compute(PodKey.of(pod), (key, present) -> {
            if (present != null) {
                present.update(pod);
                return present;
            }
            return begin(key, pod);
        });
    }

    private PodWorker begin(PodKey key, @Nullable V1Pod pod) {
        var worker = new PodWorker(key, pod, tools, statuses, room, crashLoop, () -> finished(key));
        worker.start();
        return worker;
    }

    private void finished(PodKey key) {
        workers.remove(key);
        crashLoop.forget(key.uid());
        tools.forget().accept(key.uid());
        log.debug("Pod worker ended pod={}", key.text());
    }

    private void wake(PodKey key) {
        var worker = workers.get(key);
        if (worker != null) worker.wake();
    }

    private void endOrphans() {
        for (var key : tools.runtime().list().keySet()) {
            workers.computeIfAbsent(key, orphan -> {
                log.info("Ending a pod that the API does not know pod={}", orphan.text());
                return begin(orphan, null);
            });
        }
        var known = workers.keySet().stream().map(PodKey::uid).collect(Collectors.toSet());
        try (var folders = Files.list(tools.directories().pods())) {
            for (var folder : folders.toList()) {
                var uid = folder.getFileName().toString();
                if (known.contains(uid)) continue;
                tools.volumes().tearDown(uid);
                tools.cgroups().remove(uid);
            }
        } catch (IOException e) {
            log.warn("Orphaned volumes not removed error={}", e.getMessage());
        }
    }
}
