package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart as helm reads it, without a cluster. */
@WithHelm
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartE2E {
    private final String chart =
            TestCluster.projectRoot().resolve("helm/navarch").toString();
    private final Helm helm = Helm.get();

    @Test
    void lintFindsNothing() {
        assertThat(helm.run("lint", "--strict", chart).orFail()).doesNotContain("[WARNING]", "[ERROR]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiServer.replicas=1",
                "apiServer.persistence.enabled=false,redis.persistence.enabled=false",
                "redis.externalUrl=rediss://redis.example:6380",
                "nodes.simulated=0,nodes.real.replicas=2",
                "roles.scheduler.replicas=2,roles.dns.enabled=false",
                "apiServer.service.type=NodePort,apiServer.service.nodePort=30443"
            })
    void rendersWith(String values) {
        assertThat(helm.run("template", "inner", chart, "--set", values).orFail())
                .contains("kind: Job", "name: inner-navarch-api-server");
    }

    @Test
    void installsNoRedisBesideAnExternalOne() {
        var rendered = helm.run("template", "inner", chart, "--set", "redis.externalUrl=redis://redis.example:6379")
                .orFail();
        assertThat(rendered).doesNotContain("redis-server").contains("--redis=redis://redis.example:6379");
    }

    @Test
    void trustsTheAuthorityOfAnExternalRedis() {
        var rendered = helm.run(
                        "template",
                        "inner",
                        chart,
                        "--set",
                        "redis.externalUrl=rediss://redis.example:6380,redis.externalCaSecret=authority")
                .orFail();
        assertThat(rendered)
                .contains("--redis=rediss://redis.example:6380?ca=/etc/navarch-redis/ca.crt", "secretName: authority");
    }

    @Test
    void refusesAValueThatTheSchemaDoesNotKnow() {
        var refused = helm.run("template", "inner", chart, "--set", "nodes.simulatd=3");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("simulatd");
    }

    @Test
    void givesTheSetUpJobNoMoreThanItsOwnSecrets() {
        var role = helm.run("template", "inner", chart, "--show-only", "templates/setup.yaml")
                .orFail();
        assertThat(role).contains("resourceNames:").doesNotContain("\"*\"", "list", "delete\n");
    }
}
