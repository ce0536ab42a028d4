package dev.navarch.nodeagent.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a short program and tells how it ended. */
final class Commands {
    private static final int TIMEOUT_SECONDS = 30;

    private Commands() {}

    record Result(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    static Result run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) return new Result(process.exitValue(), output);
            process.destroyForcibly();
            return new Result(-1, "did not end within " + TIMEOUT_SECONDS + " s");
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }
}
