package dev.navarch.client.memory;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How late watches are, and whether they move at all. */
final class WatchPace {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean paused;

    Duration delay() {
        return delay;
    }

    void delay(Duration delay) {
        this.delay = delay;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        lock.lock();
        try {
            paused = false;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void awaitOpen() throws InterruptedException {
        lock.lock();
        try {
            while (paused) {
                opened.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
