package dev.navarch.bench;

import dev.navarch.bench.measure.Report;

/** One question, measured. It starts what it needs and takes it down, also when it fails. */
public interface Scenario {
    String name();

    String purpose();

    Report run(Workload workload) throws Exception;
}
