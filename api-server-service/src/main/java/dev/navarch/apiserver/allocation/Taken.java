package dev.navarch.apiserver.allocation;

import java.util.ArrayList;
import java.util.List;

/** What a write has claimed so far, to be given back when it fails. */
final class Taken implements Runnable {
    private final List<Runnable> releases = new ArrayList<>();

    <T> boolean claim(Claims<T> claims, T what, ServiceName by, boolean dryRun) {
        if (dryRun) return !claims.seemsTaken(what);
        if (!claims.claim(what, by)) return false;
        releases.add(() -> claims.release(what, by));
        return true;
    }

    @Override
    public void run() {
        releases.reversed().forEach(Runnable::run);
        releases.clear();
    }
}
