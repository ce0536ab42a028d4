package dev.navarch.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A program that runs until it is closed. */
record RunningProgram(Process process, Path output) implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);

    static RunningProgram start(List<String> command) {
        try {
            var output = Files.createTempFile("navarch-e2e", ".out");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new RunningProgram(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        }
    }

    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed what a pattern finds. */
    MatchResult awaitPrinted(String pattern) {
        var wanted = Pattern.compile(pattern);
        await(pattern).atMost(SOON).until(() -> wanted.matcher(printed()).find());
        return wanted.matcher(printed()).results().findFirst().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
