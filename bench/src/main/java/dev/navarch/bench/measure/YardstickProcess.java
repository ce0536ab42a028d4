package dev.navarch.bench.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server of ours in a process of its own: it prints its port, and ends with its standard input. */
public final class YardstickProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Process process;
    private final int port;

    private YardstickProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static YardstickProcess start(Class<?> main, Path argument) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        argument.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var port = process.inputReader().readLine();
        if (port == null) throw new IllegalStateException("The yardstick did not start; see its output above");
        return new YardstickProcess(process, Integer.parseInt(port));
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
