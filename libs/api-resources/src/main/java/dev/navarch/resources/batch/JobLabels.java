package dev.navarch.resources.batch;

import java.util.List;

/** The labels that tell a job's pods, each in its older and its newer spelling. */
final class JobLabels {
    static final String CONTROLLER_UID = "batch.kubernetes.io/controller-uid";
    static final List<String> UID = List.of(CONTROLLER_UID, "controller-uid");
    static final List<String> NAME = List.of("batch.kubernetes.io/job-name", "job-name");

    private JobLabels() {}
}
