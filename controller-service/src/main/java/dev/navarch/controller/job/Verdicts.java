package dev.navarch.controller.job;

import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobStatus;
import io.kubernetes.client.openapi.models.V1SuccessPolicyRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a Job is over: the first of these questions that is answered with yes. */
final class Verdicts {
    private static final List<Function<JobView, @Nullable Verdict>> QUESTIONS = List.of(
            Verdicts::passed,
            Verdicts::failurePolicy,
            Verdicts::backoffLimit,
            Verdicts::deadline,
            Verdicts::failedIndexes,
            Verdicts::successPolicy,
            Verdicts::completions);

    private Verdicts() {}

    static @Nullable Verdict of(JobView view) {
        return QUESTIONS.stream()
                .map(question -> question.apply(view))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Until the deadline; null where there is none. */
    static @Nullable Duration untilDeadline(V1Job job, V1JobStatus status, Instant now) {
        var seconds = job.getSpec().getActiveDeadlineSeconds();
        var start = status.getStartTime();
        return seconds == null || start == null || JobSpecs.isSuspended(job)
                ? null
                : Duration.between(now, start.toInstant().plusSeconds(seconds));
    }

    private static @Nullable Verdict passed(JobView view) {
        var status = JobSpecs.status(view.job());
        for (var type : List.of(Verdict.FAILURE_TARGET, Verdict.SUCCESS_CRITERIA_MET)) {
            var condition = JobConditions.find(status, type);
            if (condition != null && "True".equals(condition.getStatus())) {
                return new Verdict(type, condition.getReason(), condition.getMessage());
            }
        }
        return null;
    }

    private static @Nullable Verdict failurePolicy(JobView view) {
        return view.newlyFailed().stream()
                .map(pod -> PodFailureRules.match(view.job(), pod))
                .filter(match -> match != null && match.action().equals("FailJob"))
                .findFirst()
                .map(match -> Verdict.failure("PodFailurePolicy", match.message()))
                .orElse(null);
    }

    private static @Nullable Verdict backoffLimit(JobView view) {
        var limit = JobSpecs.backoffLimit(view.job());
        return view.failed() > limit || isPastRestarts(view, limit)
                ? Verdict.failure("BackoffLimitExceeded", "Job has reached the specified backoff limit")
                : null;
    }

    /** Containers that are restarted where they are fail no pod; their restarts count instead. */
    private static boolean isPastRestarts(JobView view, int limit) {
        if (!"OnFailure".equals(view.job().getSpec().getTemplate().getSpec().getRestartPolicy())) {
            return false;
        }
        var restarts = view.active().stream().mapToInt(JobPod::restarts).sum();
        return limit == 0 ? restarts > 0 : restarts >= limit;
    }

    private static @Nullable Verdict deadline(JobView view) {
        var left = untilDeadline(view.job(), JobSpecs.status(view.job()), view.now());
        return left != null && !left.isPositive()
                ? Verdict.failure("DeadlineExceeded", "Job was active longer than specified deadline")
                : null;
    }

    private static @Nullable Verdict failedIndexes(JobView view) {
        var failed = view.failedIndexes().count();
        var most = view.job().getSpec().getMaxFailedIndexes();
        if (most != null && failed > most) {
            return Verdict.failure(
                    "MaxFailedIndexesExceeded", "Job has exceeded the specified maximal number of failed indexes");
        }
        return failed > 0 && failed + view.succeeded() >= wanted(view.job())
                ? Verdict.failure("FailedIndexes", "Job has failed indexes")
                : null;
    }

    private static @Nullable Verdict successPolicy(JobView view) {
        var policy = view.job().getSpec().getSuccessPolicy();
        if (policy == null) {
            return null;
        }
        for (var at = 0; at < policy.getRules().size(); at++) {
            if (isMet(view, policy.getRules().get(at))) {
                return Verdict.success("SuccessPolicy", "Matched rules at index " + at);
            }
        }
        return null;
    }

    private static boolean isMet(JobView view, V1SuccessPolicyRule rule) {
        var succeeded = view.succeededIndexes();
        if (rule.getSucceededIndexes() == null) {
            return succeeded.count() >= Objects.requireNonNullElse(rule.getSucceededCount(), Integer.MAX_VALUE);
        }
        var among = IndexSet.parse(rule.getSucceededIndexes());
        var met = among.stream().filter(succeeded::contains).count();
        return met >= Objects.requireNonNullElse(rule.getSucceededCount(), among.count());
    }

    private static @Nullable Verdict completions(JobView view) {
        var completions = view.job().getSpec().getCompletions();
        var done = completions == null
                ? view.succeeded() > 0 && view.active().isEmpty() && view.terminating() == 0
                : view.succeeded() >= completions;
        return done ? Verdict.success("CompletionsReached", "Reached expected number of succeeded pods") : null;
    }

    private static int wanted(V1Job job) {
        return Objects.requireNonNullElse(job.getSpec().getCompletions(), Integer.MAX_VALUE);
    }
}
