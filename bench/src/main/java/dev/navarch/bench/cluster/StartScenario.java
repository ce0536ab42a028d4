package dev.navarch.bench.cluster;

import dev.navarch.bench.Scenario;
import dev.navarch.bench.Workload;
import dev.navarch.bench.api.ApiClient;
import dev.navarch.bench.api.ApiObjects;
import dev.navarch.bench.measure.Median;
import dev.navarch.bench.measure.Report;
import java.util.ArrayList;
import java.util.List;

/** The time from the command to the API's answer and to Ready nodes. */
public final class StartScenario implements Scenario {
    private static final int OBJECTS = 5_000;

    /** What is there before the start that is measured. */
    public enum Before {
        EMPTY,
        OBJECTS_5000,
        DOWN,
        KILLED
    }

    private final Before before;

    public StartScenario(Before before) {
        this.before = before;
    }

    @Override
    public String name() {
        return switch (before) {
            case EMPTY -> "start";
            case OBJECTS_5000 -> "start-objects";
            case DOWN -> "start-down";
            case KILLED -> "start-killed";
        };
    }

    @Override
    public String purpose() {
        return switch (before) {
            case EMPTY -> "up on nothing: seconds to the API and to Ready, median";
            case OBJECTS_5000 -> "the same with 5,000 ConfigMaps stored, after down";
            case DOWN -> "the same after down";
            case KILLED -> "the same after SIGKILL of every process";
        };
    }

    @Override
    public Report run(Workload workload) throws Exception {
        var times = before == Before.EMPTY ? fromNothing(workload) : again(workload);
        return new Report(name())
                .row(
                        "runtime", workload.runtime(),
                        "starts", times.size(),
                        "API s", Median.of(times, StartTimes::api),
                        "Ready s", Median.of(times, StartTimes::ready),
                        "slowest Ready s",
                                times.stream()
                                        .mapToDouble(StartTimes::ready)
                                        .max()
                                        .orElse(Double.NaN));
    }

    private static List<StartTimes> fromNothing(Workload workload) throws Exception {
        try (var training = BenchCluster.prepare(workload)) {
            training.up();
        }
        var times = new ArrayList<StartTimes>();
        for (int i = 0; i < workload.starts(); i++) {
            try (var cluster = BenchCluster.prepare(workload)) {
                times.add(cluster.up());
            }
        }
        return times;
    }

    private List<StartTimes> again(Workload workload) throws Exception {
        var times = new ArrayList<StartTimes>();
        try (var cluster = BenchCluster.started(workload)) {
            if (before == Before.OBJECTS_5000) fill(cluster);
            for (int i = 0; i < workload.starts(); i++) {
                if (before == Before.KILLED) cluster.kill();
                else cluster.down();
                times.add(cluster.up());
            }
        }
        return times;
    }

    private static void fill(BenchCluster cluster) throws Exception {
        try (var client = ApiClient.http2(cluster.kubeconfig())) {
            client.createAll(ApiObjects.CONFIG_MAPS, OBJECTS, i -> ApiObjects.configMap("filling-" + i, 1000));
        }
    }
}
