package dev.navarch.controller.cronjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.LoopBed;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1CronJobStatus;
import io.kubernetes.client.openapi.models.V1Job;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock stands still, at some time after the CronJob was made, until it is moved. */
class CronJobControllerTest {
    private final LoopBed bed = new LoopBed();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(150));
    private final InstantSource source = now::get;

    @BeforeEach
    void start() {
        bed.run((client, _) -> new CronJobController(client, source.withZone(ZoneOffset.UTC)).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void startsTheLatestRunThatIsDueUnderTheNameOfItsMinute() {
        create("");
        await("a job").until(() -> jobs().size() == 1);
        var due = source.instant().truncatedTo(ChronoUnit.MINUTES);
        var job = jobs().getFirst();
        assertThat(job.getMetadata().getName()).isEqualTo("c-" + due.getEpochSecond() / 60);
        assertThat(job.getMetadata().getAnnotations())
                .containsEntry("batch.kubernetes.io/cronjob-scheduled-timestamp", due.toString())
                .containsEntry("a", "b");
        assertThat(job.getMetadata().getLabels()).containsEntry("l", "m");
        await("its note").until(() -> active() == 1);
        assertThat(status().getLastScheduleTime()).isEqualTo(due.atOffset(ZoneOffset.UTC));
        await("the event")
                .until(() -> bed.events("SuccessfulCreate")
                        .equals(List.of("Created job " + job.getMetadata().getName())));
    }

    @Test
    void runsSeveralAtOnceWhereThatIsAllowed() {
        create("\"concurrencyPolicy\":\"Allow\"");
        await("the first").until(() -> active() == 1);
        nextMinute();
        await("the second").until(() -> active() == 2 && jobs().size() == 2);
    }

    @Test
    void startsNoneBesideARunningOneWhereThatIsForbidden() {
        create("\"concurrencyPolicy\":\"Forbid\"");
        await("the first").until(() -> active() == 1);
        nextMinute();
        await("its refusal").until(() -> !bed.events("JobAlreadyActive").isEmpty());
        assertThat(jobs()).hasSize(1);
        end(jobs().getFirst(), "Complete");
        await("the second").until(() -> jobs().size() == 2 && active() == 1);
    }

    @Test
    void replacesARunningOneWhereThatIsAskedFor() {
        create("\"concurrencyPolicy\":\"Replace\"");
        await("the first").until(() -> active() == 1);
        var first = jobs().getFirst().getMetadata().getName();
        nextMinute();
        await("the second")
                .until(() -> jobs().size() == 1
                        && active() == 1
                        && !jobs().getFirst().getMetadata().getName().equals(first));
        assertThat(bed.events("SuccessfulDelete")).containsExactly("Deleted job " + first);
    }

    @Test
    void startsNothingWhileSuspended() {
        create("\"suspend\":true");
        wake();
        assertThat(jobs()).isEmpty();
        patch("{\"spec\":{\"suspend\":false}}");
        await("a job").until(() -> jobs().size() == 1);
    }

    @Test
    void aRunThatIsTooLateIsLeftOut() {
        create("\"startingDeadlineSeconds\":10");
        wake();
        assertThat(jobs()).isEmpty();
        now.updateAndGet(time -> time.plusSeconds(35));
        wake();
        await("the next one").until(() -> jobs().size() == 1);
    }

    @Test
    void notesWhatEndedAndKeepsAsManyAsTheLimitsSay() {
        create("\"successfulJobsHistoryLimit\":1,\"failedJobsHistoryLimit\":0");
        for (var run = 1; run <= 2; run++) {
            await("a run").until(() -> active() == 1);
            var name = status().getActive().getFirst().getName();
            end(bed.cluster().resource(V1Job.class).get("default", name), "Complete");
            await("its end").until(() -> active() == 0);
            nextMinute();
        }
        await("the third").until(() -> active() == 1);
        await("the oldest gone").until(() -> jobs().size() == 2);
        end(
                bed.cluster()
                        .resource(V1Job.class)
                        .get("default", status().getActive().getFirst().getName()),
                "Failed");
        await("the failed one gone").until(() -> jobs().size() == 1);
        assertThat(status().getLastSuccessfulTime()).isNotNull();
        assertThat(bed.events("SawCompletedJob")).hasSize(3).last().asString().endsWith("condition: Failed");
    }

    @Test
    void forgetsARunThatSomebodyDeleted() {
        create("");
        await("a run").until(() -> active() == 1);
        var name = jobs().getFirst().getMetadata().getName();
        bed.cluster().resource(V1Job.class).delete("default", name, DeleteRequest.DEFAULT);
        await("its absence").until(() -> active() == 0);
        await("the event").until(() -> bed.events("MissingJob").equals(List.of("Active job went missing: " + name)));
        assertThat(jobs()).isEmpty();
    }

    @Test
    void saysThatItsTimeZoneIsUnknown() {
        create("\"timeZone\":\"Atlantis/Capital\"");
        await("the event").until(() -> !bed.events("UnknownTimeZone").isEmpty());
        assertThat(jobs()).isEmpty();
    }

    private void nextMinute() {
        now.updateAndGet(time -> time.plusSeconds(60));
        wake();
    }

    /** Its own timer runs by the system's clock. Its next change shows that it has looked. */
    private void wake() {
        patch("{\"metadata\":{\"annotations\":{\"woken\":\"" + now.get() + "\"}}}");
    }

    private void create(String more) {
        var body = """
                {"metadata":{"namespace":"default","name":"c"},"spec":{"schedule":"*/1 * * * *","timeZone":"UTC",
                  "jobTemplate":{"metadata":{"labels":{"l":"m"},"annotations":{"a":"b"}},"spec":{}}}}""";
        var tree = ModelJson.parse(body);
        var spec = tree.getAsJsonObject("spec");
        ModelJson.parse("{" + more + "}").entrySet().forEach(entry -> spec.add(entry.getKey(), entry.getValue()));
        bed.cluster().resource(V1CronJob.class).create(ModelJson.read(tree, V1CronJob.class));
    }

    private void patch(String body) {
        bed.cluster().resource(V1CronJob.class).patch("default", "c", PatchType.MERGE, body);
    }

    private void end(V1Job job, String condition) {
        bed.cluster()
                .resource(V1Job.class)
                .patchStatus(
                        "default", job.getMetadata().getName(), PatchType.MERGE, """
                        {"status":{"startTime":"%1$s","completionTime":"%1$s",
                          "conditions":[{"type":"%2$s","status":"True"}]}}""".formatted(now.get(), condition));
    }

    private List<V1Job> jobs() {
        return bed.cluster().resource(V1Job.class).list("default", "", "");
    }

    private V1CronJobStatus status() {
        var status = bed.cluster().resource(V1CronJob.class).get("default", "c").getStatus();
        return status == null ? new V1CronJobStatus() : status;
    }

    private int active() {
        return Objects.requireNonNullElse(status().getActive(), List.of()).size();
    }
}
