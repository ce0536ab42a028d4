package dev.navarch.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The command: {@code bench/run [SCENARIO…|all]}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length == 0 || List.of(arguments).contains("--help")) {
            usage(out);
            return;
        }
        System.exit(run(List.of(arguments), out));
    }

    private static void usage(PrintStream out) {
        out.println("Usage: bench/run SCENARIO… | all");
        out.println(
                "Prints a JSON line and a table for each. Environment: BENCH_SECONDS (of a round, 3), BENCH_ROUNDS (3), BENCH_STARTS (5),");
        out.println("BENCH_RUNTIME (simulated or containerd), BENCH_JVM_ARGS.");
        out.println();
        ScenarioCatalog.SCENARIOS.forEach(scenario -> out.printf("  %-16s %s%n", scenario.name(), scenario.purpose()));
    }

    private static int run(List<String> names, PrintStream out) throws IOException {
        var chosen = ScenarioCatalog.choose(names);
        var directory = Files.createTempDirectory("navarch-bench");
        var failed = false;
        try {
            for (var scenario : chosen) failed |= !succeeds(scenario, directory, out);
        } finally {
            delete(directory);
        }
        return failed ? 1 : 0;
    }

    /** A scenario that fails says why; the others are measured all the same. */
    private static boolean succeeds(Scenario scenario, Path directory, PrintStream out) throws IOException {
        var own = Files.createDirectory(directory.resolve(scenario.name()));
        try {
            var report = scenario.run(Workload.ofEnvironment(own));
            out.println(report.json());
            out.println(report.table());
            return true;
        } catch (Exception e) {
            out.println("Scenario " + scenario.name() + " failed: " + e);
            Arrays.stream(e.getStackTrace()).limit(8).forEach(frame -> out.println("    at " + frame));
            return false;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        }
    }
}
