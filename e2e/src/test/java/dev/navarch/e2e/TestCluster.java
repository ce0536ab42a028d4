package dev.navarch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cluster of its own for one test class, brought up and taken down with the launcher a user has. */
final class TestCluster implements AutoCloseable {
    private static final Duration UP = Duration.ofMinutes(4);
    private static final Duration COMMAND = Duration.ofSeconds(90);

    private final String name;
    private final Path project = projectRoot();
    private final Path data;

    TestCluster(String name) {
        this.name = name;
        this.data = Path.of("target", "clusters", name).toAbsolutePath();
    }

    static Path projectRoot() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("navarch"))) {
            directory = Objects.requireNonNull(directory.getParent(), "no navarch above the tests");
        }
        return directory;
    }

    Shell.Result up(String... options) {
        var arguments =
                new ArrayList<>(List.of("up", "--kubeconfig", kubeconfig().toString()));
        arguments.addAll(List.of(options));
        return navarch(UP, arguments);
    }

    Shell.Result navarch(String... arguments) {
        return navarch(UP, List.of(arguments));
    }

    private Shell.Result navarch(Duration limit, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(project.resolve("navarch").toString());
        command.add(arguments.getFirst());
        command.addAll(List.of("--name", name, "--data-dir", data.toString()));
        command.addAll(arguments.subList(1, arguments.size()));
        return Shell.run(limit, Map.of(), "", command);
    }

    JsonNode status() {
        return JsonMapper.shared().readTree(navarch("status", "-o", "json").output());
    }

    /** Process → pid of all that run, Redis among them, in the order of their names; read from what the launcher keeps. */
    SortedMap<String, Long> pids() {
        var pids = new TreeMap<String, Long>();
        try (var files = Files.newDirectoryStream(data.resolve("processes"), "*.json")) {
            for (var file : files) {
                var process = JsonMapper.shared().readTree(file);
                pids.put(process.path("name").asString(), process.path("pid").asLong());
            }
            var redis = data.resolve("redis/redis.pid");
            if (Files.exists(redis))
                pids.put("redis", Long.parseLong(Files.readString(redis).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pids.values().removeIf(pid -> !isOurs(pid));
        return pids;
    }

    long pid(String process) {
        var pid = pids().get(process);
        if (pid == null) throw new AssertionError(process + " does not run");
        return pid;
    }

    /** SIGKILL. */
    void kill(String process) {
        ProcessHandle.of(pid(process)).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** A pid may have gone to another process: one of the roles names this directory, and Redis works below it. */
    private boolean isOurs(long pid) {
        var process = Path.of("/proc", Long.toString(pid));
        try {
            return Files.readString(process.resolve("cmdline")).contains(data + "/")
                    || Files.readSymbolicLink(process.resolve("cwd")).startsWith(data.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    /** Fails the test when kubectl does. */
    String kubectl(String... arguments) {
        return tryKubectl(arguments).orFail();
    }

    Shell.Result tryKubectl(String... arguments) {
        return Shell.run(COMMAND, Map.of(), "", kubectlCommand(arguments));
    }

    String kubectlWithInput(String input, String... arguments) {
        return Shell.run(COMMAND, Map.of(), input, kubectlCommand(arguments)).orFail();
    }

    String kubectlWith(Map<String, String> environment, String... arguments) {
        return Shell.run(COMMAND, environment, "", kubectlCommand(arguments)).orFail();
    }

    List<String> kubectlCommand(String... arguments) {
        var command = new ArrayList<>(
                List.of(newestKubectl().toString(), "--kubeconfig", kubeconfig().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    JsonNode get(String... arguments) {
        var whole = new ArrayList<>(List.of("get", "-o", "json"));
        whole.addAll(List.of(arguments));
        return JsonMapper.shared().readTree(kubectl(whole.toArray(String[]::new)));
    }

    Path kubeconfig() {
        return data.resolve("user-kubeconfig");
    }

    Path data() {
        return data;
    }

    String node(int number) {
        return name + "-node-" + number;
    }

    @Override
    public void close() {
        navarch("down", "--purge", "--kubeconfig", kubeconfig().toString());
    }

    static Path newestKubectl() {
        var kubectl = Programs.find("kubectl");
        if (kubectl == null) throw new AssertionError("There is no kubectl on PATH");
        try (var siblings = Files.list(kubectl.toRealPath().getParent())) {
            return siblings.filter(file -> file.getFileName().toString().matches("kubectl\\.1\\.\\d+"))
                    .max(Comparator.comparingInt(file ->
                            Integer.parseInt(file.getFileName().toString().substring("kubectl.1.".length()))))
                    .orElse(kubectl);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
