package dev.navarch.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How much is measured, and where.
 *
 * @param directory the scenario's own, empty and removed afterwards
 * @param round how long each thing is loaded before its yardstick's turn
 * @param warmUp how long each thing is loaded before anything is counted: the JVM compiles while it runs
 * @param runtime of the nodes: simulated or containerd
 */
public record Workload(
        Path directory, Path home, Duration round, int rounds, Duration warmUp, int starts, String runtime) {
    static Workload ofEnvironment(Path directory) {
        return new Workload(
                directory,
                Path.of(System.getProperty("navarch.home", "")).toAbsolutePath(),
                Duration.ofSeconds(number("BENCH_SECONDS", 3)),
                number("BENCH_ROUNDS", 3),
                Duration.ofSeconds(number("BENCH_WARM_UP", 30)),
                number("BENCH_STARTS", 5),
                Objects.requireNonNullElse(System.getenv("BENCH_RUNTIME"), "simulated"));
    }

    /** In turns of a round each. */
    public int warmUps() {
        return Math.toIntExact(Math.ceilDiv(warmUp.toMillis(), round.toMillis()));
    }

    private static int number(String variable, int otherwise) {
        var value = System.getenv(variable);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
