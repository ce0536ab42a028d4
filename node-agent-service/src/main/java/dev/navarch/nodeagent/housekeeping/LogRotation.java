package dev.navarch.nodeagent.housekeeping;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.log.RotatedLogs;
import dev.navarch.nodeagent.runtime.PodRuntime;
import dev.navarch.nodeagent.settings.Housekeeping;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins a new file for a container whose log has grown large, and deletes the oldest. */
public final class LogRotation implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(LogRotation.class);
    private final PodRuntime runtime;
    private final Housekeeping limits;
    private final Clock clock;

    public LogRotation(PodRuntime runtime, Housekeeping limits, Clock clock) {
        this.runtime = runtime;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public void run() {
        runtime.runningLogs().forEach((container, file) -> {
            try {
                if (Files.exists(file)
                        && Files.size(file) >= limits.logMaxSize().toBytes()) rotate(container, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void rotate(String container, Path file) throws IOException {
        var old = RotatedLogs.of(file);
        // The one written now and the one it becomes stay, too.
        for (var gone : old.subList(0, Math.max(0, old.size() - limits.logMaxFiles() + 2))) Files.delete(gone);
        var renamed = Files.move(file, RotatedLogs.name(file, clock.instant()));
        try {
            runtime.reopenLog(container);
            log.info("Rotated a log file={}", renamed);
        } catch (StatusRuntimeException e) {
            Files.move(renamed, file);
            log.warn("Log not rotated file={} error={}", file, CriClient.message(e));
        }
    }
}
