package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.navarch.testing.condition.RealKubectl;
import dev.navarch.testing.condition.RealNodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kubectl of the machine, the oldest 16 releases behind the server, at work on one running cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealKubectl
@RealNodes
class KubectlAgesE2E {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int AT_ONCE = 20;

    private final TestCluster cluster = new TestCluster("ages");
    private final List<KubectlNamespace> ages = new ArrayList<>();

    @BeforeAll
    void bringsUpANodeWithANamespaceForEachAge() {
        System.out.println(cluster.up("--runtime", "containerd").orFail());
        ExampleImages.load(cluster, "front");
        for (var kubectl : Kubectl.ofEveryAge(Path.of("target", "kubectl").toAbsolutePath())) {
            var age = KubectlNamespace.create(kubectl, cluster);
            age.runPod("lone", "echo first; sleep 3600");
            ages.add(age);
        }
        System.out.println(
                "At work: " + ages.stream().map(KubectlNamespace::kubectl).toList());
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
    }

    Stream<KubectlNamespace> everyAge() {
        return ages.stream();
    }

    /** One speaks SPDY, the other WebSocket. */
    Stream<KubectlNamespace> oldestAndNewest() {
        return Stream.of(ages.getFirst(), ages.getLast()).distinct();
    }

    @ParameterizedTest
    @MethodSource("everyAge")
    void makesObjectsWithTheImperativeCommands(KubectlNamespace age) {
        age.run("create", "configmap", "settings", "--from-literal=a=b");
        age.run("create", "secret", "generic", "hush", "--from-literal=a=b");
        age.run("create", "job", "once", KubectlNamespace.IMAGE, "--", "echo", "done");
        age.run("create", "deployment", "made", KubectlNamespace.IMAGE);
        age.run("expose", "deployment", "made", "--port=80", "--target-port=8080");
        age.run("annotate", "configmap", "settings", "note=yes");
        age.run("label", "configmap", "settings", "colour=blue");
        assertThat(age.run("get", "configmap", "-l", "colour=blue", "-o", "jsonpath={.items[*].metadata.annotations}"))
                .contains("yes");
        age.run("rollout", "status", "deployment/made", "--timeout=80s");
        age.run("scale", "deployment/made", "--replicas=2");
        age.run("wait", "job/once", "--for=condition=Complete", "--timeout=80s");
        assertThat(age.run("describe", "service", "made")).contains("8080");
        if (age.kubectl().minor() >= 24)
            assertThat(age.run("create", "token", "default").split("\\.")).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("everyAge")
    void appliesComparesAndPrunes(KubectlNamespace age, @TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("kustomization.yaml"), """
                resources: [one.yaml]
                namePrefix: made-
                """);
        Files.writeString(directory.resolve("one.yaml"), configMap("one", "b"));
        age.run("apply", "-k", directory.toString());
        var two = Files.writeString(directory.resolve("two.yaml"), configMap("two", "b"))
                .toString();
        age.run("apply", "-f", two);

        Files.writeString(directory.resolve("two.yaml"), configMap("two", "c"));
        var difference = age.attempt("diff", "-f", two);
        assertThat(difference.exitCode()).as(difference.output()).isEqualTo(1);
        assertThat(difference.output()).contains("-  a: b").contains("+  a: c");

        var list = age.kubectl().minor() >= 26 ? "--prune-allowlist" : "--prune-whitelist";
        age.run("apply", "-f", two, "--prune", "-l", "set=pruned", list + "=core/v1/ConfigMap");
        assertThat(age.run("get", "configmaps", "-l", "set=pruned", "-o", "jsonpath={.items[*].metadata.name}"))
                .isEqualTo("two");
    }

    private static String configMap(String name, String value) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, labels: {set: pruned}}
                data: {a: %s}
                """.formatted(name, value);
    }

    @ParameterizedTest
    @MethodSource("everyAge")
    void asksWhatThereIs(KubectlNamespace age) {
        assertThat(age.run("cluster-info")).contains("is running at");
        assertThat(age.run("api-resources")).contains("deployments").contains("deploy");
        assertThat(age.run("explain", "pod.spec", "--recursive"))
                .contains("terminationGracePeriodSeconds")
                .contains("topologySpreadConstraints");
        assertThat(age.run("get", "pods", "-o", "wide")).contains("lone").contains("Running");
        assertThat(age.run("describe", "pod", "lone"))
                .contains("BestEffort")
                .contains("node.kubernetes.io/not-ready:NoExecute")
                .contains("Successfully assigned")
                .contains("ContainersReady");
        assertThat(age.run("logs", "lone")).isEqualTo("first\n");
    }

    @ParameterizedTest
    @MethodSource("everyAge")
    void watchesOnlyWhatComes(KubectlNamespace age) {
        try (var watch = age.start("get", "configmaps", "--watch-only")) {
            await().atMost(SOON).untilAsserted(() -> {
                age.run("annotate", "--overwrite", "configmap", "kube-root-ca.crt", "now=" + System.nanoTime());
                assertThat(watch.printed()).contains("kube-root-ca.crt");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("everyAge")
    void runsCommandsAndTellsHowTheyEnded(KubectlNamespace age) {
        assertThat(age.attempt("exec", "lone", "--", "sh", "-c", "exit 7").exitCode())
                .isEqualTo(7);
        assertThat(age.attempt("exec", "lone", "--", "sh", "-c", "kill -INT $$").exitCode())
                .isEqualTo(130);
        // wc says something only when its input has ended.
        assertThat(age.with("12345", "exec", "-i", "lone", "--", "wc", "-c").orFail())
                .contains("5");
    }

    /** The newest carries a hundred megabytes, the oldest ten: behind the first hop both go the same way. */
    @ParameterizedTest
    @MethodSource("oldestAndNewest")
    void losesNothingOnTheWayThroughCat(KubectlNamespace age, @TempDir Path directory) {
        var there = directory.resolve("there");
        var length = age.equals(ages.getLast()) ? 100_000_000 : 10_000_000;
        assertThat(age.shell("head -c " + length + " /dev/urandom > " + there + " && sha256sum < " + there)
                        .orFail())
                .isEqualTo(age.shell("$kubectl exec -i lone -- cat < " + there + " | sha256sum")
                        .orFail());
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewest")
    void copiesBothWays(KubectlNamespace age, @TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("there/deep"));
        Files.writeString(directory.resolve("there/deep/file"), "copied");
        age.run("cp", directory.resolve("there").toString(), "lone:/tmp/there");
        age.run("cp", "lone:/tmp/there", directory.resolve("back").toString());
        assertThat(directory.resolve("back/deep/file")).hasContent("copied");
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewest")
    void aTerminalHasItsSizeAndFollowsIt(KubectlNamespace age, @TempDir Path directory) {
        var typescript = directory.resolve("typescript");
        var remote = "for i in $(seq 30); do size=$(stty size 2>&1); echo now $size;"
                + " [ \"$size\" = \"40 90\" ] && exit 5; sleep 1; done";
        // The brackets keep grep from finding itself: script writes its command into the file as well.
        var local = "stty rows 33 cols 101; (until grep -q \"now 33 1[0]1\" " + typescript
                + "; do sleep 0.2; done; stty rows 40 cols 90 < /dev/tty) & $kubectl exec -it lone -- sh -c "
                + "'" + remote + "'";
        var script = age.shell("script -qefc " + quoted(local) + " " + typescript + " < /dev/null");
        assertThat(script.output()).contains("now 33 101").contains("now 40 90");
        assertThat(script.exitCode()).isEqualTo(5);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewest")
    void attachesToWhatRuns(KubectlNamespace age) {
        age.runPod("ticking", "while :; do echo tick; sleep 1; done");
        try (var attached = age.start("attach", "ticking")) {
            attached.awaitPrinted("tick");
        }
        var said = age.with(
                "through stdin",
                "run",
                "talker",
                KubectlNamespace.IMAGE,
                "-i",
                "--restart=Never",
                "--command",
                "--",
                "cat");
        assertThat(said.orFail()).contains("through stdin");
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewest")
    void readsTheLogOfTheLifeBefore(KubectlNamespace age) {
        age.run(
                "run",
                "again",
                KubectlNamespace.IMAGE,
                "--command",
                "--",
                "sh",
                "-c",
                "echo life of $(date +%s%N); exit 3");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(age.run("get", "pod", "again")).containsPattern("again.* [1-9]\\d* "));
        assertThat(age.run("logs", "again", "--previous")).contains("life of");
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewest")
    void forwardsPorts(KubectlNamespace age) throws Exception {
        age.runPod("web", "exec httpd -f -p 8080 -h /www");
        try (var forward = age.start("port-forward", "pod/web", ":8080", ":9");
                var client = client()) {
            var open = page(forward.awaitPrinted("127.0.0.1:(\\d+) -> 8080").group(1));
            var refused = page(forward.awaitPrinted("127.0.0.1:(\\d+) -> 9\\b").group(1));
            for (var answer : atOnce(client, open)) assertThat(answer.get()).isEqualTo(404);
            assertThatThrownBy(() -> code(client, refused)).isInstanceOf(IOException.class);
            forward.awaitPrinted("refused");
        }
        try (var forward = age.start("port-forward", "pod/web", ":8080");
                var client = client()) {
            var open = page(forward.awaitPrinted("127.0.0.1:(\\d+) -> 8080").group(1));
            assertThat(code(client, open)).isEqualTo(404);
            age.run("delete", "pod", "web", "--grace-period=1");
            assertThatThrownBy(() -> code(client, open)).isInstanceOf(IOException.class);
        }
    }

    /** Without the offer to go over to HTTP/2, which kubectl's proxy would take for an exec. */
    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static List<Future<Integer>> atOnce(HttpClient client, URI page) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var visits = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < AT_ONCE; i++) visits.add(() -> code(client, page));
            return threads.invokeAll(visits);
        }
    }

    private static int code(HttpClient client, URI page) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(page).timeout(SOON).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static URI page(String port) {
        return URI.create("http://127.0.0.1:" + port + "/nowhere");
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewest")
    void servesTheApiOnALocalPort(KubectlNamespace age) throws Exception {
        try (var proxy = age.start("proxy", "--port=0");
                var client = client()) {
            var port = proxy.awaitPrinted("127.0.0.1:(\\d+)").group(1);
            var pod = URI.create("http://127.0.0.1:" + port + "/api/v1/namespaces/" + age.namespace() + "/pods/lone");
            var answer = client.send(HttpRequest.newBuilder(pod).build(), BodyHandlers.ofString());
            assertThat(answer.body()).contains("\"name\":\"lone\"");
        }
    }

    @Test
    void describesAsSomebodyHasReadIt() {
        var age = ages.getLast();
        age.run("create", "deployment", "described", KubectlNamespace.IMAGE);
        age.run("expose", "deployment", "described", "--port=80", "--target-port=8080");
        age.run("rollout", "status", "deployment/described", "--timeout=80s");
        assertThat(Described.of(age.run("describe", "pod", "lone"), age.namespace()))
                .isEqualTo(Described.golden("pod.txt"));
        assertThat(Described.of(age.run("describe", "deployment", "described"), age.namespace()))
                .isEqualTo(Described.golden("deployment.txt"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(Described.of(age.run("describe", "service", "described"), age.namespace()))
                                .isEqualTo(Described.golden("service.txt")));
    }
}
