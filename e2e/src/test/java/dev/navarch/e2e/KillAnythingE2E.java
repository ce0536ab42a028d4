package dev.navarch.e2e;

import dev.navarch.testing.condition.RealKubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Processes are killed and stopped at random moments while clients write and watch: what was answered stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealKubectl
class KillAnythingE2E {
    /** Enough for each build; {@code -Dnavarch.chaos.rounds=20} for a night. */
    private static final int ROUNDS = Integer.getInteger("navarch.chaos.rounds", 5);

    private static final int MOST_AT_ONCE = 3;
    private static final int LONGEST_CALM_MILLIS = 1_000;

    /** Longer than a leader's lease, which is 15 s: each leader finds on waking that it is none any more. */
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private static final String NAMESPACE = "kill-anything";
    private static final String PATH = "/api/v1/namespaces/" + NAMESPACE + "/configmaps";
    private static final String REDIS = "redis";

    private final TestCluster cluster = new TestCluster("chaos");
    private final long seed = Long.getLong("navarch.chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeAll
    void bringsUpAProcessARole() {
        cluster.up("--runtime", "simulated", "--split", "--nodes", "2").orFail();
        cluster.kubectl("create", "namespace", NAMESPACE);
        System.out.println("-Dnavarch.chaos.seed=" + seed);
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
    }

    @Test
    void whatWasAnsweredSurvivesRoundsOfKills() throws Exception {
        try (var load = new WritersAndWatch(cluster, PATH, "killed-", seed)) {
            for (var round = 1; round <= ROUNDS; round++) {
                load.awaitAnswers();
                Thread.sleep(random.nextInt(LONGEST_CALM_MILLIS)); // a random moment, not a wait for something
                var victims = victims();
                victims.forEach(
                        process -> ProcessHandle.of(process.getValue()).ifPresent(ProcessHandle::destroyForcibly));
                // Redis alone comes back by itself: the API server sees to it.
                if (victims.stream().anyMatch(process -> !process.getKey().equals(REDIS)))
                    cluster.up().orFail();
            }
            load.assertNothingWasLost();
        }
    }

    @Test
    void everyRoleGoesOnAfterAStandstill() throws Exception {
        try (var load = new WritersAndWatch(cluster, PATH, "stopped-", seed)) {
            standStill("controller-manager", "scheduler", "dns", "simulated-nodes");
            load.awaitAnswers();
            standStill("api-server");
            load.awaitAnswers();
            standStill(REDIS);
            load.awaitAnswers();
            load.assertNothingWasLost();
        }
        cluster.up().orFail();
        cluster.kubectl("create", "deployment", "after", "--image=anything", "--replicas=2");
        cluster.kubectl("rollout", "status", "deployment/after", "--timeout=80s");
    }

    private List<Map.Entry<String, Long>> victims() {
        var running = new ArrayList<>(cluster.pids().entrySet());
        Collections.shuffle(running, random);
        return running.subList(0, Math.min(running.size(), 1 + random.nextInt(MOST_AT_ONCE)));
    }

    private void standStill(String... processes) throws InterruptedException {
        var pids = Stream.of(processes).map(cluster::pid).toList();
        pids.forEach(pid -> signal("STOP", pid));
        try {
            Thread.sleep(STANDSTILL); // this is the test: for so long nothing of them moves
        } finally {
            pids.forEach(pid -> signal("CONT", pid));
        }
    }

    private static void signal(String name, long pid) {
        Shell.run(Duration.ofSeconds(5), Map.of(), "", List.of("kill", "-" + name, Long.toString(pid)))
                .orFail();
    }
}
