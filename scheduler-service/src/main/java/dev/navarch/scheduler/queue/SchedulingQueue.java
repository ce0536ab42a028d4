package dev.navarch.scheduler.queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.EnqueuePlugin;
import dev.navarch.scheduler.framework.Plugin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The pods without a node. Each is in exactly one place:
 *
 * <ul>
 *   <li><b>active</b>: to be tried, highest priority first, then the longest wait;
 *   <li><b>backoff</b>: to be tried once its rest is over;
 *   <li><b>unschedulable</b>: refused; waits for a change that one of the plugins that refused it takes for helpful, or for five
 *       minutes, in case a plugin was wrong;
 *   <li><b>gated</b>: held by an {@link EnqueuePlugin}; only an update of the pod itself frees it;
 *   <li><b>on trial</b>: taken, and not yet given back. At most one.
 * </ul>
 *
 * A pod woken early still rests: it goes by way of backoff until its rest since the last try is over. It holds as many entries as
 * the cluster has pods without a node; what bounds it is the watch that feeds it. One lock guards it all.
 */
public final class SchedulingQueue {
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration FLUSH_PERIOD = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Backoff backoff;
    private final List<EnqueuePlugin> gates;
    private final Map<String, Plugin> plugins = new HashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingIsDue = lock.newCondition();

    @GuardedBy("lock")
    private final Map<String, QueuedPod> waiting = new HashMap<>();

    @GuardedBy("lock")
    private final TreeSet<QueuedPod> active = new TreeSet<>(QueuedPod.ORDER);

    @GuardedBy("lock")
    private final TreeSet<QueuedPod> resting;

    @GuardedBy("lock")
    private final Map<String, QueuedPod> unschedulable = new LinkedHashMap<>();

    @GuardedBy("lock")
    private final Map<String, QueuedPod> gated = new HashMap<>();

    @GuardedBy("lock")
    private @Nullable Trial trial;

    @GuardedBy("lock")
    private Instant flushed;

    @GuardedBy("lock")
    private long sequence;

    public SchedulingQueue(
            InstantSource clock, Backoff backoff, List<EnqueuePlugin> gates, List<? extends Plugin> plugins) {
        this.clock = clock;
        this.backoff = backoff;
        this.gates = List.copyOf(gates);
        plugins.forEach(plugin -> this.plugins.put(plugin.name(), plugin));
        resting = new TreeSet<>(Comparator.comparing(this::restsUntil).thenComparingLong(QueuedPod::sequence));
        flushed = clock.instant();
    }

    /** How many pods wait where. */
    public record Depth(int active, int backoff, int unschedulable, int gated) {}

    public Depth depth() {
        lock.lock();
        try {
            return new Depth(active.size(), resting.size(), unschedulable.size(), gated.size());
        } finally {
            lock.unlock();
        }
    }

    /** A pod without a node has appeared. */
    public void add(PodInfo pod) {
        lock.lock();
        try {
            if (isOnTrial(pod.uid())) return;
            if (waiting.containsKey(pod.uid())) remove(pod.uid());
            var now = clock.instant();
            place(new QueuedPod(pod, now, now, sequence++, 0, Set.of()));
        } finally {
            lock.unlock();
        }
    }

    /** The pod itself has changed in a way that may matter; status alone does not. */
    public void update(PodInfo pod) {
        lock.lock();
        try {
            if (trial != null && trial.uid().equals(pod.uid())) {
                trial.note(pod);
                return;
            }
            var queued = waiting.get(pod.uid());
            if (queued == null) {
                add(pod);
                return;
            }
            var wasRefused = unschedulable.containsKey(pod.uid());
            var wasActive = active.contains(queued);
            take(queued);
            var newer = queued.withPod(pod);
            if (wasRefused) place(newer, true);
            else if (wasActive) place(newer);
            else if (admitted(pod)) rest(newer);
            else place(newer);
        } finally {
            lock.unlock();
        }
    }

    /** The pod is gone, or has its node. */
    public void remove(String uid) {
        lock.lock();
        try {
            var queued = waiting.get(uid);
            if (queued != null) take(queued);
            if (isOnTrial(uid)) trial = null;
        } finally {
            lock.unlock();
        }
    }

    /** Something in the cluster has changed; wakes the pods that it may help. */
    public void changed(ClusterChange change) {
        lock.lock();
        try {
            if (trial != null) trial.note(change);
            if (unschedulable.isEmpty()) return;
            for (var queued : List.copyOf(unschedulable.values())) {
                if (!mayHelp(change, queued)) continue;
                take(queued);
                place(queued, true);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next pod to try, waiting for one at most that long; it is on trial until it is given back in one of the ways below. */
    public @Nullable QueuedPod take(Duration timeout) throws InterruptedException {
        var nanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                moveWhatIsDue();
                var next = active.pollFirst();
                if (next != null) return putOnTrial(next);
                if (nanos <= 0) return null;
                var pause = Math.min(nanos, nanosToNextDue());
                nanos -= pause - Math.max(0, somethingIsDue.awaitNanos(pause));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The pod on trial has its node, or needs none any more. */
    public void done(QueuedPod queued) {
        lock.lock();
        try {
            if (isOnTrial(queued.pod().uid())) trial = null;
        } finally {
            lock.unlock();
        }
    }

    /** The pod on trial was refused by these plugins. */
    public void refused(QueuedPod queued, Set<String> rejectedBy) {
        lock.lock();
        try {
            var ended = trial;
            if (ended == null || !isOnTrial(queued.pod().uid())) return;
            trial = null;
            var refused = ended.result().refusedAt(clock.instant(), rejectedBy);
            place(refused, ended.podChanged() || ended.lostCount() || helpedMeanwhile(ended, refused));
        } finally {
            lock.unlock();
        }
    }

    /** Something broke while this pod was tried or bound; it will be tried again after a rest. */
    public void failed(QueuedPod queued) {
        lock.lock();
        try {
            var ended = trial;
            var onTrial = ended != null && isOnTrial(queued.pod().uid());
            if (onTrial) trial = null;
            if (waiting.containsKey(queued.pod().uid())) return;
            var last = onTrial && ended != null ? ended.result() : queued;
            place(last.refusedAt(clock.instant(), Set.of()), true);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean isOnTrial(String uid) {
        return trial != null && trial.uid().equals(uid);
    }

    @GuardedBy("lock")
    private QueuedPod putOnTrial(QueuedPod next) {
        waiting.remove(next.pod().uid());
        var tried = next.tried();
        trial = new Trial(tried);
        return tried;
    }

    private boolean helpedMeanwhile(Trial ended, QueuedPod refused) {
        return ended.changes().stream().anyMatch(change -> mayHelp(change, refused));
    }

    private boolean mayHelp(ClusterChange change, QueuedPod queued) {
        if (queued.rejectedBy().isEmpty()) return true;
        for (var name : queued.rejectedBy()) {
            var plugin = plugins.get(name);
            if (plugin == null || plugin.mayHelp(change, queued.pod())) return true;
        }
        return false;
    }

    private boolean admitted(PodInfo pod) {
        for (var gate : gates) {
            if (!gate.admits(pod)) return false;
        }
        return true;
    }

    @GuardedBy("lock")
    private void place(QueuedPod queued, boolean mayFit) {
        if (!admitted(queued.pod())) place(queued);
        else if (mayFit) rest(queued);
        else {
            waiting.put(queued.pod().uid(), queued);
            unschedulable.put(queued.pod().uid(), queued);
        }
    }

    @GuardedBy("lock")
    private void rest(QueuedPod queued) {
        if (!restsUntil(queued).isAfter(clock.instant())) {
            place(queued.movedAt(clock.instant()));
            return;
        }
        waiting.put(queued.pod().uid(), queued);
        resting.add(queued);
        somethingIsDue.signal();
    }

    @GuardedBy("lock")
    private void place(QueuedPod queued) {
        waiting.put(queued.pod().uid(), queued);
        if (admitted(queued.pod())) {
            active.add(queued);
            somethingIsDue.signal();
        } else {
            gated.put(queued.pod().uid(), queued);
        }
    }

    @GuardedBy("lock")
    private void take(QueuedPod queued) {
        var uid = queued.pod().uid();
        waiting.remove(uid);
        active.remove(queued);
        resting.remove(queued);
        unschedulable.remove(uid);
        gated.remove(uid);
    }

    @GuardedBy("lock")
    private void moveWhatIsDue() {
        var now = clock.instant();
        while (!resting.isEmpty() && !restsUntil(resting.first()).isAfter(now)) {
            var rested = resting.first();
            take(rested);
            place(rested.movedAt(now));
        }
        if (flushed.plus(FLUSH_PERIOD).isAfter(now)) return;
        flushed = now;
        for (var queued : List.copyOf(unschedulable.values())) {
            if (queued.since().plus(LONGEST_WAIT).isAfter(now)) continue;
            take(queued);
            place(queued, true);
        }
    }

    @GuardedBy("lock")
    private long nanosToNextDue() {
        if (resting.isEmpty()) return TimeUnit.SECONDS.toNanos(30);
        var wait = Duration.between(clock.instant(), restsUntil(resting.first()));
        return Math.max(1_000_000, wait.toNanos());
    }

    private Instant restsUntil(QueuedPod queued) {
        return queued.attempts() == 0 ? queued.since() : queued.since().plus(backoff.after(queued.attempts()));
    }
}
