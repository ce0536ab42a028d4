package dev.navarch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cluster of docker-compose.yml, its ports and names its own. */
final class ComposeCluster implements AutoCloseable {
    private static final String PROJECT = "navarch-e2e";
    private static final Duration UP = Duration.ofMinutes(5);
    private static final Duration COMMAND = Duration.ofSeconds(90);

    private final DockerDaemon docker;
    private final Path project = TestCluster.projectRoot();
    private final Path kubeconfig = Path.of("target", "compose").toAbsolutePath();
    private final int apiPort;
    private final int httpPort;

    ComposeCluster(DockerDaemon docker, int apiPort, int httpPort) {
        this.docker = docker;
        this.apiPort = apiPort;
        this.httpPort = httpPort;
    }

    void up() {
        try {
            Files.createDirectories(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compose(UP, "up", "-d").orFail();
    }

    void load(Path archive) {
        for (var node : List.of("node-1", "node-2")) {
            var load = "docker-compose -p " + PROJECT + " exec -T " + node + " navarch-load <" + archive;
            Shell.run(COMMAND, environment(), "", List.of("sh", "-c", "cd " + project + " && " + load))
                    .orFail();
        }
    }

    String kubectl(String... arguments) {
        return tryKubectl(arguments).orFail();
    }

    Shell.Result tryKubectl(String... arguments) {
        var command = new ArrayList<>(List.of(
                TestCluster.newestKubectl().toString(),
                "--kubeconfig",
                kubeconfig.resolve("admin.conf").toString()));
        command.addAll(List.of(arguments));
        return Shell.run(COMMAND, Map.of(), "", command);
    }

    JsonNode get(String... arguments) {
        var whole = new ArrayList<>(List.of("get", "-o", "json"));
        whole.addAll(List.of(arguments));
        return JsonMapper.shared().readTree(kubectl(whole.toArray(String[]::new)));
    }

    /** SIGKILL from outside: to Docker it looks as if the process had died by itself, and it starts it again. */
    void kill(String service) {
        var state = docker.docker("inspect", "-f", "{{.State.Pid}}", container(service));
        var pid = Long.parseLong(state.orFail().strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** SIGKILL after which Docker leaves it dead. */
    void killForGood(String service) {
        docker.docker("kill", container(service)).orFail();
    }

    void start(String service) {
        compose(COMMAND, "start", service).orFail();
    }

    void restart(String service) {
        compose(COMMAND, "restart", service).orFail();
    }

    boolean healthy(String service) {
        var health = docker.docker("inspect", "-f", "{{.State.Health.Status}}", container(service));
        return health.output().strip().equals("healthy");
    }

    int restarts(String service) {
        return Integer.parseInt(docker.docker("inspect", "-f", "{{.RestartCount}}", container(service))
                .orFail()
                .strip());
    }

    /** Paths of the files of that name that a container has. */
    String filesOf(String service, String name) {
        return compose(
                        COMMAND,
                        "exec",
                        "-T",
                        service,
                        "find",
                        "/",
                        "/etc/navarch",
                        "/var/lib/navarch",
                        "-xdev",
                        "-name",
                        name)
                .orFail();
    }

    String gatewayUrl() {
        return "http://127.0.0.1:" + httpPort;
    }

    @Override
    public void close() {
        compose(COMMAND, "down", "--volumes", "--timeout", "5");
    }

    private String container(String service) {
        return compose(COMMAND, "ps", "-q", service).orFail().strip();
    }

    private Shell.Result compose(Duration limit, String... arguments) {
        var command = new ArrayList<>(List.of(
                "docker-compose",
                "-p",
                PROJECT,
                "-f",
                project.resolve("docker-compose.yml").toString()));
        command.addAll(List.of(arguments));
        return Shell.run(limit, environment(), "", command);
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(docker.environment());
        environment.put("NAVARCH_IMAGES", NavarchImages.PREFIX);
        environment.put("NAVARCH_API_PORT", Integer.toString(apiPort));
        environment.put("NAVARCH_HTTP_PORT", Integer.toString(httpPort));
        environment.put("NAVARCH_HTTPS_PORT", Integer.toString(httpPort + 1));
        environment.put("NAVARCH_KUBECONFIG", kubeconfig.toString());
        return Map.copyOf(environment);
    }
}
