package dev.navarch.controller.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.LoopBed;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobCondition;
import io.kubernetes.client.openapi.models.V1JobStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobControllerTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        bed.run((client, clock) -> new JobController(client, clock).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void runsToCompletionAndCountsEveryPodOnce() {
        bed.ending(_ -> 0);
        create("\"completions\":5,\"parallelism\":2");
        var status = awaitFinished();
        assertThat(status.getSucceeded()).isEqualTo(5);
        assertThat(status.getFailed()).isNull();
        assertThat(status.getReady()).isZero();
        assertThat(status.getTerminating()).isZero();
        assertThat(ModelJson.tree(status)
                        .getAsJsonObject("uncountedTerminatedPods")
                        .size())
                .isZero();
        assertThat(conditions(status))
                .containsExactly("SuccessCriteriaMet CompletionsReached", "Complete CompletionsReached");
        assertThat(status.getCompletionTime()).isNotNull();
        assertThat(bed.pods()).hasSize(5).noneMatch(JobPod::isTracked);
        await("the event").until(() -> bed.events("Completed").equals(List.of("Job completed")));
        assertThat(bed.events("SuccessfulCreate")).hasSize(5);
    }

    @Test
    void replacesPodsThatFailUntilTheBackoffLimit() {
        bed.ending(_ -> 1);
        create("\"completions\":1,\"backoffLimit\":2");
        var status = awaitFinished();
        assertThat(status.getFailed()).isEqualTo(3);
        assertThat(status.getSucceeded()).isNull();
        assertThat(conditions(status))
                .containsExactly("FailureTarget BackoffLimitExceeded", "Failed BackoffLimitExceeded");
        assertThat(status.getCompletionTime()).isNull();
        await("the event")
                .until(() -> bed.events("BackoffLimitExceeded")
                        .equals(List.of("Job has reached the specified backoff limit")));
    }

    @Test
    void restartsInPlaceCountTowardsTheBackoffLimit() {
        create("\"backoffLimit\":2", "\"restartPolicy\":\"OnFailure\"");
        await("a pod").until(() -> active() == 1);
        bed.report(bed.pods().getFirst(), "{\"containerStatuses\":[{\"name\":\"c\",\"restartCount\":2}]}");
        assertThat(conditions(awaitFinished())).contains("Failed BackoffLimitExceeded");
    }

    @Test
    void aFailedJobTakesItsRunningPodsDownAndCountsThemAsFailed() {
        bed.ending(pod -> "0".equals(index(pod)) ? 1 : null);
        create("\"completionMode\":\"Indexed\",\"completions\":3,\"parallelism\":3,\"backoffLimit\":0");
        var status = awaitFinished();
        assertThat(status.getFailed()).isEqualTo(3);
        assertThat(status.getActive()).isNull();
        assertThat(bed.pods()).hasSize(1);
    }

    @Test
    void indexedPodsKnowTheirIndexAndHaveAHostNameOfTheirOwn() {
        create("\"completionMode\":\"Indexed\",\"completions\":3,\"parallelism\":2");
        await("two pods").until(() -> bed.pods().size() == 2);
        assertThat(bed.pods()).extracting(JobControllerTest::index).containsExactlyInAnyOrder("0", "1");
        var pod = bed.pods().stream()
                .filter(found -> "1".equals(index(found)))
                .findFirst()
                .orElseThrow();
        assertThat(pod.getMetadata().getName()).startsWith("j-1-");
        assertThat(pod.getMetadata().getLabels()).containsEntry(JobPod.INDEX, "1");
        assertThat(pod.getSpec().getHostname()).isEqualTo("j-1");
        assertThat(pod.getSpec().getContainers().getFirst().getEnv())
                .singleElement()
                .satisfies(variable -> {
                    assertThat(variable.getName()).isEqualTo("JOB_COMPLETION_INDEX");
                    assertThat(variable.getValueFrom().getFieldRef().getFieldPath())
                            .isEqualTo("metadata.labels['batch.kubernetes.io/job-completion-index']");
                });
        bed.ending(_ -> 0);
        assertThat(awaitFinished().getCompletedIndexes()).isEqualTo("0-2");
    }

    @Test
    void runsEveryIndexAlthoughSomeFailForGood() {
        bed.ending(pod -> Integer.parseInt(Objects.requireNonNull(index(pod))) % 2);
        create("\"completionMode\":\"Indexed\",\"completions\":4,\"parallelism\":4,\"backoffLimitPerIndex\":1,"
                + "\"backoffLimit\":100");
        var status = awaitFinished();
        assertThat(status.getFailedIndexes()).isEqualTo("1,3");
        assertThat(status.getCompletedIndexes()).isEqualTo("0,2");
        assertThat(status.getFailed()).isEqualTo(4);
        assertThat(status.getSucceeded()).isEqualTo(2);
        assertThat(conditions(status)).containsExactly("FailureTarget FailedIndexes", "Failed FailedIndexes");
        assertThat(bed.pods())
                .filteredOn(pod -> "1".equals(index(pod)))
                .extracting(pod -> annotations(pod).get(JobPod.FAILURES))
                .containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void stopsWhenTooManyIndexesHaveFailed() {
        bed.ending(pod -> "0".equals(index(pod)) ? null : 1);
        create("\"completionMode\":\"Indexed\",\"completions\":3,\"parallelism\":3,\"backoffLimitPerIndex\":0,"
                + "\"maxFailedIndexes\":1,\"backoffLimit\":100");
        assertThat(conditions(awaitFinished())).contains("Failed MaxFailedIndexesExceeded");
    }

    @Test
    void aRuleFailsTheWholeJob() {
        bed.ending(_ -> 42);
        create("\"backoffLimit\":6,\"podFailurePolicy\":{\"rules\":["
                + "{\"action\":\"FailJob\",\"onExitCodes\":{\"operator\":\"In\",\"values\":[42]}}]}");
        var status = awaitFinished();
        assertThat(status.getFailed()).isEqualTo(1);
        assertThat(status.getConditions().getLast().getReason()).isEqualTo("PodFailurePolicy");
        assertThat(status.getConditions().getLast().getMessage())
                .isEqualTo("Container c for pod default/"
                        + bed.pods().getFirst().getMetadata().getName()
                        + " failed with exit code 42 matching FailJob rule at index 0");
    }

    @Test
    void aRuleFailsAnIndexWithoutAnotherTry() {
        bed.ending(pod -> "1".equals(index(pod)) ? 42 : 0);
        create("\"completionMode\":\"Indexed\",\"completions\":2,\"parallelism\":2,\"backoffLimitPerIndex\":5,"
                + "\"backoffLimit\":100,\"podFailurePolicy\":{\"rules\":["
                + "{\"action\":\"FailIndex\",\"onExitCodes\":{\"operator\":\"In\",\"values\":[42]}}]}");
        var status = awaitFinished();
        assertThat(status.getFailedIndexes()).isEqualTo("1");
        assertThat(status.getFailed()).isEqualTo(1);
        assertThat(bed.pods()).hasSize(2);
    }

    @Test
    void aDisruptionThatARuleIgnoresCountsForNothing() {
        create("\"completionMode\":\"Indexed\",\"completions\":1,\"parallelism\":1,\"backoffLimit\":0,"
                + "\"podFailurePolicy\":{\"rules\":[{\"action\":\"Ignore\",\"onPodConditions\":["
                + "{\"type\":\"DisruptionTarget\",\"status\":\"True\"}]}]}");
        await("a pod").until(() -> active() == 1);
        var evicted = bed.pods().getFirst();
        bed.report(evicted, """
                {"phase":"Failed","conditions":[{"type":"DisruptionTarget","status":"True"}],
                 "containerStatuses":[{"name":"c","state":{"terminated":{"exitCode":137,
                   "finishedAt":"2026-01-01T00:00:00Z"}}}]}""");
        await("its replacement").until(() -> bed.pods().size() == 2);
        bed.ending(
                pod -> pod.getMetadata().getUid().equals(evicted.getMetadata().getUid()) ? null : 0);
        var status = awaitFinished();
        assertThat(status.getFailed()).isNull();
        assertThat(conditions(status)).contains("Complete CompletionsReached");
    }

    @Test
    void isDoneAsSoonAsItsSuccessPolicySays() {
        bed.ending(pod -> "0".equals(index(pod)) ? 0 : null);
        create("\"completionMode\":\"Indexed\",\"completions\":3,\"parallelism\":3,"
                + "\"successPolicy\":{\"rules\":[{\"succeededIndexes\":\"0\"}]}");
        var status = awaitFinished();
        assertThat(conditions(status)).containsExactly("SuccessCriteriaMet SuccessPolicy", "Complete SuccessPolicy");
        assertThat(status.getConditions().getLast().getMessage()).isEqualTo("Matched rules at index 0");
        assertThat(status.getSucceeded()).isEqualTo(1);
        assertThat(status.getFailed()).isNull();
    }

    @Test
    void endsAtItsDeadline() {
        create("\"activeDeadlineSeconds\":1");
        assertThat(conditions(awaitFinished()))
                .containsExactly("FailureTarget DeadlineExceeded", "Failed DeadlineExceeded");
        assertThat(bed.pods()).isEmpty();
    }

    @Test
    void suspendingDeletesThePodsAndResumingStartsAnew() {
        create("\"parallelism\":2,\"completions\":2,\"suspend\":true");
        await("word of it").until(() -> conditions(status()).equals(List.of("Suspended JobSuspended")));
        assertThat(bed.pods()).isEmpty();
        assertThat(status().getStartTime()).isNull();
        patch("{\"spec\":{\"suspend\":false}}");
        await("pods").until(() -> active() == 2);
        assertThat(status().getStartTime()).isNotNull();
        patch("{\"spec\":{\"suspend\":true}}");
        await("no pods").until(() -> bed.pods().isEmpty() && status().getActive() == null);
        assertThat(status().getFailed()).isNull();
        assertThat(status().getStartTime()).isNull();
        await("events")
                .until(() ->
                        bed.events("Suspended").size() + bed.events("Resumed").size() >= 2);
        bed.ending(_ -> 0);
        patch("{\"spec\":{\"suspend\":false}}");
        assertThat(awaitFinished().getSucceeded()).isEqualTo(2);
    }

    @Test
    void withoutCompletionsTheFirstSuccessLetsTheOthersFinish() {
        create("\"parallelism\":3");
        await("three").until(() -> active() == 3);
        bed.report(bed.pods().getFirst(), "{\"phase\":\"Succeeded\"}");
        await("its count").until(() -> Integer.valueOf(1).equals(status().getSucceeded()));
        assertThat(bed.pods()).hasSize(3);
        bed.ending(_ -> 0);
        assertThat(awaitFinished().getSucceeded()).isEqualTo(3);
    }

    @Test
    void aSmallerParallelismTakesSurplusPodsAwayUncounted() {
        create("\"parallelism\":3,\"completions\":5");
        await("three").until(() -> active() == 3);
        patch("{\"spec\":{\"parallelism\":1}}");
        await("one").until(() -> bed.pods().size() == 1 && active() == 1);
        assertThat(status().getFailed()).isNull();
    }

    @Test
    void aPodThatIsDeletedHasFailedAndIsReplacedAtOnce() {
        create("\"parallelism\":1,\"completions\":1");
        await("a pod").until(() -> active() == 1);
        var pod = bed.pods().getFirst();
        delete(pod);
        await("its replacement").until(() -> Integer.valueOf(1).equals(status().getFailed()) && active() == 1);
        assertThat(bed.pods()).singleElement().isNotEqualTo(pod);
    }

    @Test
    void waitsForATerminatingPodWhereOnlyFailedOnesAreReplaced() {
        create("\"parallelism\":1,\"completions\":1,\"podReplacementPolicy\":\"Failed\"");
        await("a pod").until(() -> active() == 1);
        var pod = bed.pods().getFirst();
        delete(pod);
        await("its leaving").until(() -> Integer.valueOf(1).equals(status().getTerminating()));
        assertThat(bed.pods()).hasSize(1);
        bed.report(pod, """
                {"phase":"Failed","containerStatuses":[{"name":"c","state":{"terminated":{"exitCode":143,
                  "finishedAt":"2026-01-01T00:00:00Z"}}}]}""");
        await("its replacement").until(() -> active() == 1 && Integer.valueOf(1).equals(status().getFailed()));
    }

    @Test
    void adoptsAnOrphanThatMatchesAndLetsGoOfAPodThatNoLongerDoes() {
        create("\"parallelism\":1,\"completions\":1");
        await("a pod").until(() -> active() == 1);
        var name = bed.pods().getFirst().getMetadata().getName();
        var pods = bed.cluster().resource(V1Pod.class);
        pods.patch("default", name, PatchType.MERGE, "{\"metadata\":{\"ownerReferences\":null}}");
        await("its adoption")
                .until(() -> !orEmpty(bed.pod(name).getMetadata().getOwnerReferences())
                        .isEmpty());
        assertThat(bed.pods()).hasSize(1);
        pods.patch("default", name, PatchType.MERGE, "{\"metadata\":{\"labels\":null}}");
        await("its release")
                .until(() -> orEmpty(bed.pod(name).getMetadata().getOwnerReferences())
                                .isEmpty()
                        && !JobPod.isTracked(bed.pod(name)));
    }

    @Test
    void podsOfAJobThatIsGoneAreFreeToGo() {
        create("\"parallelism\":2,\"completions\":2");
        await("two").until(() -> active() == 2);
        bed.cluster().resource(V1Job.class).delete("default", "j", DeleteRequest.DEFAULT);
        await("their release").until(() -> bed.pods().stream().noneMatch(JobPod::isTracked));
    }

    @Test
    void leavesAJobThatSomebodyElseManagesAlone() {
        create("\"managedBy\":\"example.test/other\"");
        create("other", "\"completions\":1", "\"restartPolicy\":\"Never\"");
        await("the other's pod").until(() -> bed.pods().size() == 1);
        assertThat(bed.pods().getFirst().getMetadata().getName()).startsWith("other-");
    }

    @Test
    void wantsNothingIsDoneAtOnce() {
        create("\"completions\":0");
        assertThat(conditions(awaitFinished())).contains("Complete CompletionsReached");
        assertThat(status().getStartTime()).isNotNull();
    }

    private void create(String spec) {
        create(spec, "\"restartPolicy\":\"Never\"");
    }

    private void create(String spec, String pod) {
        create("j", spec, pod);
    }

    private void create(String name, String spec, String pod) {
        var body = """
                {"metadata":{"namespace":"default","name":"%1$s"},"spec":{"selector":{"matchLabels":{"app":"%1$s"}},
                  "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{"containers":[{"name":"c"}],%3$s}},%2$s}}""".formatted(name, spec, pod);
        bed.cluster().resource(V1Job.class).create(ModelJson.read(ModelJson.parse(body), V1Job.class));
    }

    private void patch(String body) {
        bed.cluster().resource(V1Job.class).patch("default", "j", PatchType.MERGE, body);
    }

    private void delete(V1Pod pod) {
        bed.cluster().resource(V1Pod.class).delete("default", pod.getMetadata().getName(), DeleteRequest.DEFAULT);
    }

    private V1JobStatus status() {
        var status = bed.cluster().resource(V1Job.class).get("default", "j").getStatus();
        return status == null ? new V1JobStatus() : status;
    }

    private int active() {
        return Objects.requireNonNullElse(status().getActive(), 0);
    }

    private V1JobStatus awaitFinished() {
        Predicate<V1JobStatus> finished = JobConditions::isFinished;
        await("its end").untilAsserted(() -> assertThat(status()).matches(finished));
        return status();
    }

    private static List<String> conditions(V1JobStatus status) {
        return orEmpty(status.getConditions()).stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .map((V1JobCondition condition) -> condition.getType() + " " + condition.getReason())
                .toList();
    }

    private static @Nullable String index(V1Pod pod) {
        return annotations(pod).get(JobPod.INDEX);
    }

    private static Map<String, String> annotations(V1Pod pod) {
        return Objects.requireNonNullElse(pod.getMetadata().getAnnotations(), Map.of());
    }

    private static <E> List<E> orEmpty(@Nullable List<E> list) {
        return list == null ? List.of() : list;
    }
}
