package dev.navarch.controller.job;

import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobStatus;
import java.util.Objects;

/** Questions about what a Job asks for. */
final class JobSpecs {
    private static final String OURS = "kubernetes.io/job-controller";

    private JobSpecs() {}

    static boolean isOurs(V1Job job) {
        return Objects.requireNonNullElse(job.getSpec().getManagedBy(), OURS).equals(OURS);
    }

    static boolean isIndexed(V1Job job) {
        return "Indexed".equals(job.getSpec().getCompletionMode());
    }

    static boolean isSuspended(V1Job job) {
        return Boolean.TRUE.equals(job.getSpec().getSuspend());
    }

    static boolean isGoingAway(V1Job job) {
        return job.getMetadata().getDeletionTimestamp() != null;
    }

    static int parallelism(V1Job job) {
        return Objects.requireNonNullElse(job.getSpec().getParallelism(), 1);
    }

    static int backoffLimit(V1Job job) {
        return Objects.requireNonNullElse(job.getSpec().getBackoffLimit(), 6);
    }

    static boolean retriesEachIndex(V1Job job) {
        return isIndexed(job) && job.getSpec().getBackoffLimitPerIndex() != null;
    }

    /** A pod that is going away is replaced only once it has ended. */
    static boolean replacesOnlyFailed(V1Job job) {
        return "Failed".equals(job.getSpec().getPodReplacementPolicy())
                || job.getSpec().getPodFailurePolicy() != null;
    }

    static V1JobStatus status(V1Job job) {
        return job.getStatus() == null ? new V1JobStatus() : job.getStatus();
    }
}
