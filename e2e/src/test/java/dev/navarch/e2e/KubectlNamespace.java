package dev.navarch.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One kubectl at work in a namespace of its own. */
record KubectlNamespace(Kubectl kubectl, TestCluster cluster, String namespace) {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    static final String IMAGE = "--image=example.navarch.dev/hello-front:1";

    static KubectlNamespace create(Kubectl kubectl, TestCluster cluster) {
        var made = new KubectlNamespace(kubectl, cluster, "age-" + kubectl.minor());
        made.run("create", "namespace", made.namespace);
        return made;
    }

    /** What it printed; fails the test when kubectl does. */
    String run(String... arguments) {
        return attempt(arguments).orFail();
    }

    Shell.Result attempt(String... arguments) {
        return with("", arguments);
    }

    Shell.Result with(String input, String... arguments) {
        return Shell.run(LIMIT, Map.of(), input, command(arguments));
    }

    /** A line of shell in which {@code $kubectl} is this one. */
    Shell.Result shell(String line) {
        return Shell.run(
                LIMIT,
                Map.of("kubectl", String.join(" ", command())),
                "",
                List.of("bash", "-o", "pipefail", "-c", line));
    }

    RunningProgram start(String... arguments) {
        return RunningProgram.start(command(arguments));
    }

    /** The pod runs from now on. */
    void runPod(String name, String script) {
        run("run", name, IMAGE, "--restart=Always", "--command", "--", "sh", "-c", script);
        run("wait", "pod/" + name, "--for=condition=Ready", "--timeout=80s");
    }

    private List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(
                kubectl.program().toString(),
                "--kubeconfig=" + cluster.kubeconfig(),
                "--cache-dir=" + cache(),
                "--namespace=" + namespace));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Each age has its own: they would read each other's discovery. */
    private Path cache() {
        return cluster.data().resolve("cache-" + kubectl.minor());
    }
}
