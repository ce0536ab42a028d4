package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.watchcache.WatchItem;
import dev.navarch.apiserver.watchcache.Watcher;
import dev.navarch.machinery.status.StatusException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * One watch on its way to the wire. Whatever is ready when the wire wants more goes out as one buffer of at most {@value #BATCH} bytes
 * or so, each flushed.
 *
 * <p>The cache's thread only marks that there is work; {@link #drain} runs on the executor, one run at a time: {@link #work} counts the
 * marks, and whoever raises it from zero starts the run.
 */
final class WatchStream implements Publisher<DataBuffer>, Subscription {
    private static final int BATCH = 64 << 10;
    private static final Duration BOOKMARK_PERIOD = Duration.ofSeconds(60);
    private static final Duration LAST_BOOKMARK = Duration.ofSeconds(2);

    private final Function<Runnable, Watcher> open;
    private final WatchFrames frames;
    private final LongSupplier applied;
    private final boolean bookmarks;
    private final Duration timeout;
    private final Executor executor;
    private final ScheduledExecutorService timer;

    private final AtomicInteger work = new AtomicInteger();
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean cancelled;
    private volatile boolean over;
    private volatile boolean bookmarkDue;
    private volatile @Nullable Subscriber<? super DataBuffer> subscriber;
    private volatile @Nullable Watcher watcher;
    private volatile @Nullable Future<?> end;
    private volatile @Nullable Future<?> tick;
    private volatile @Nullable Future<?> lastTick;
    private long lastBookmark;
    private boolean done;

    /** @param open begins the watch; is given what to call when there is something to send */
    WatchStream(
            Function<Runnable, Watcher> open,
            WatchFrames frames,
            LongSupplier applied,
            boolean bookmarks,
            Duration timeout,
            Executor executor,
            ScheduledExecutorService timer) {
        this.open = open;
        this.frames = frames;
        this.applied = applied;
        this.bookmarks = bookmarks;
        this.timeout = timeout;
        this.executor = executor;
        this.timer = timer;
    }

    @Override
    public void subscribe(Subscriber<? super DataBuffer> to) {
        subscriber = to;
        to.onSubscribe(this);
        byte[] refused = null;
        try {
            watcher = open.apply(this::wake);
        } catch (StatusException tooOld) {
            refused = frames.error(tooOld.status());
        }
        if (refused != null) {
            failure = refused;
        } else {
            end = timer.schedule(this::end, timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (bookmarks) scheduleBookmarks();
            if (cancelled) release();
        }
        wake();
    }

    private byte @Nullable [] failure;

    private void scheduleBookmarks() {
        var period = BOOKMARK_PERIOD.toMillis();
        tick = timer.scheduleAtFixedRate(this::dueBookmark, period, period, TimeUnit.MILLISECONDS);
        var last = timeout.minus(LAST_BOOKMARK).toMillis();
        if (last > 0) lastTick = timer.schedule(this::dueBookmark, last, TimeUnit.MILLISECONDS);
    }

    private void dueBookmark() {
        bookmarkDue = true;
        wake();
    }

    private void end() {
        over = true;
        wake();
    }

    @Override
    public void request(long more) {
        demand.accumulateAndGet(more, (old, add) -> old + add < 0 ? Long.MAX_VALUE : old + add);
        wake();
    }

    @Override
    public void cancel() {
        cancelled = true;
        release();
    }

    private void release() {
        var open = watcher;
        if (open != null) open.close();
        for (var task : Arrays.asList(end, tick, lastTick)) if (task != null) task.cancel(false);
    }

    private void wake() {
        if (work.getAndIncrement() != 0) return;
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException stopping) {
            cancel();
        }
    }

    private void drain() {
        var missed = 1;
        do {
            var to = subscriber;
            while (to != null && !cancelled && !done && demand.get() > 0) {
                var buffer = next();
                if (buffer == null) {
                    if (over && !done) {
                        done = true;
                        release();
                        to.onComplete();
                    }
                    break;
                }
                demand.decrementAndGet();
                to.onNext(buffer);
                if (done) {
                    release();
                    to.onComplete();
                }
            }
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    /** Everything that is ready, up to a bound; null when nothing is. */
    private @Nullable DataBuffer next() {
        if (failure != null) {
            done = true;
            return DefaultDataBufferFactory.sharedInstance.wrap(failure);
        }
        var open = watcher;
        if (open == null) return null;
        // Order matters: what was applied before the queue was seen empty has been handed out.
        var reached = applied.getAsLong();
        byte[] first = null;
        var parts = new java.util.ArrayList<byte[]>();
        var length = 0;
        while (length < BATCH && !done) {
            var item = open.poll();
            if (item == null) break;
            var frame = frames.frame(item);
            if (item instanceof WatchItem.Failed) done = true;
            if (first == null) first = frame;
            parts.add(frame);
            length += frame.length;
        }
        if (bookmarkDue && !done && length < BATCH) {
            bookmarkDue = false;
            if (reached > lastBookmark) {
                lastBookmark = reached;
                var frame = frames.bookmark(reached, false);
                if (first == null) first = frame;
                parts.add(frame);
                length += frame.length;
            }
        }
        if (first == null) return null;
        return DefaultDataBufferFactory.sharedInstance.wrap(parts.size() == 1 ? first : join(parts, length));
    }

    private static byte[] join(java.util.List<byte[]> parts, int length) {
        var all = new byte[length];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
