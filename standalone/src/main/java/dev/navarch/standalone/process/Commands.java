package dev.navarch.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short commands of the operating system and waits for them. */
public final class Commands {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Commands() {}

    public record Result(int exitCode, String output) {
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** @throws IllegalStateException with what the command printed, when it fails */
    public static String run(String... command) {
        var result = attempt(command);
        if (!result.succeeded()) {
            throw new IllegalStateException(String.join(" ", command) + ": exit " + result.exitCode() + ": "
                    + result.output().strip());
        }
        return result.output();
    }

    public static Result attempt(String... command) {
        return attemptWithInput("", command);
    }

    public static Result attemptWithInput(String input, String... command) {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", command) + ": no end after " + LIMIT.toSeconds() + " s");
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + String.join(" ", command), e);
        }
    }
}
