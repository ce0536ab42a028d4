package dev.navarch.bench.api;

import dev.navarch.bench.measure.Recorder;
import dev.navarch.bench.measure.Round;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Many watches of the same path. Counts the events, a line each, that come by all of them together. */
final class WatchFleet implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WatchFleet.class);
    private static final Duration OPENED = Duration.ofSeconds(60);
    private static final Duration ARRIVED = Duration.ofMinutes(2);

    private final Disposable.Composite watches = Disposables.composite();
    private final AtomicLong outstanding;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private volatile Recorder recorder = new Recorder();
    private volatile long began = System.nanoTime();

    private WatchFleet(long events) {
        outstanding = new AtomicLong(events);
    }

    /**
     * Returns once each of them is open.
     *
     * @param events how many are expected, of all watches together
     */
    static WatchFleet open(ApiClient client, String path, int count, long events) throws InterruptedException {
        var fleet = new WatchFleet(events);
        var open = new CountDownLatch(count);
        for (var i = 0; i < count; i++) {
            fleet.watches.add(client.stream(path, open::countDown)
                    .subscribe(fleet::feed, failure -> log.warn("A watch ended", failure)));
        }
        if (open.await(OPENED.toSeconds(), TimeUnit.SECONDS)) return fleet;
        fleet.close();
        throw new IllegalStateException(open.getCount() + " of " + count + " watches do not open");
    }

    /** From the moment that the work is begun until all events are there. */
    Round measure(Runnable work) throws InterruptedException {
        recorder = new Recorder();
        began = System.nanoTime();
        work.run();
        if (!arrived.await(ARRIVED.toSeconds(), TimeUnit.SECONDS))
            throw new IllegalStateException(outstanding + " events have not come");
        return recorder.finish();
    }

    private void feed(ByteBuf part) {
        var from = part.readerIndex();
        for (var at = from; (at = part.indexOf(at, part.writerIndex(), (byte) '\n')) >= 0; at++) {
            recorder.done(began, at + 1L - from);
            if (outstanding.decrementAndGet() == 0) arrived.countDown();
            from = at + 1;
        }
    }

    @Override
    public void close() {
        watches.dispose();
    }
}
