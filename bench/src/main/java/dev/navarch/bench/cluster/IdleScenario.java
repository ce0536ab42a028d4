package dev.navarch.bench.cluster;

import dev.navarch.bench.Scenario;
import dev.navarch.bench.Workload;
import dev.navarch.bench.measure.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The memory of a one-node cluster that nobody uses. */
public final class IdleScenario implements Scenario {
    private static final Duration SETTLE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String purpose() {
        return "memory (PSS) of every process of a one-node cluster, 60 s after Ready";
    }

    @Override
    public Report run(Workload workload) throws Exception {
        try (var cluster = BenchCluster.started(workload)) {
            Thread.sleep(SETTLE);
            var report = new Report(name());
            var whole = 0.0;
            for (var pid : cluster.pids()) {
                var size = proportionalMegabytes(pid);
                whole += size;
                report.row("process", command(pid), "PSS MB", size);
            }
            return report.row("process", "all", "PSS MB", whole);
        }
    }

    private static String command(long pid) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(pid), "comm")).strip();
    }

    private static double proportionalMegabytes(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1000)
                    .sum();
        }
    }
}
