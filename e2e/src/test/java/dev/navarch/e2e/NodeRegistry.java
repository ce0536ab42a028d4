package dev.navarch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Debian's docker-registry on a node's loopback, twice over one folder of images: whoever wants may push and pull at {@link #OPEN},
 * at {@link #CLOSED} it takes a login.
 */
final class NodeRegistry implements AutoCloseable {
    static final String OPEN = "127.0.0.1:5000";
    static final String CLOSED = "127.0.0.1:5001";
    static final String USER = "ali";
    static final String PASSWORD = "opensesame";

    private static final String LOGIN = USER + ":$2b$04$KwqB1Y5Oy2x1WK.axa3fW.UClO9MyIxSrKT/dwTpeSeo/vuGaD04O\n";
    private static final Duration SOON = Duration.ofSeconds(60);
    private final TestCluster cluster;
    private final List<RunningProgram> programs = new ArrayList<>();

    private NodeRegistry(TestCluster cluster) {
        this.cluster = cluster;
    }

    static NodeRegistry start(TestCluster cluster) {
        var registry = new NodeRegistry(cluster);
        try {
            var folder = Files.createDirectories(cluster.data().resolve("registry"));
            var logins = Files.writeString(folder.resolve("htpasswd"), LOGIN);
            registry.serve(folder, "open", OPEN, "");
            registry.serve(folder, "closed", CLOSED, "auth: {htpasswd: {realm: test, path: " + logins + "}}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return registry;
    }

    /** Under another name, without its host. */
    void push(String image, String name) {
        var there = OPEN + "/" + name;
        ctr("images", "tag", "--force", image, there);
        ctr("images", "push", "--plain-http", there);
        ctr("images", "rm", there);
    }

    private void serve(Path folder, String name, String address, String authentication) throws IOException {
        var settings = Files.writeString(
                folder.resolve(name + ".yml"),
                "version: 0.1\nstorage: {filesystem: {rootdirectory: " + folder.resolve("images") + "}}\n"
                        + "http: {addr: \"" + address + "\"}\n" + authentication);
        var program = RunningProgram.start(onNode("docker-registry", "serve", settings.toString()));
        programs.add(program);
        program.awaitPrinted("listening on");
    }

    private void ctr(String... arguments) {
        var socket = cluster.data().resolve("nodes").resolve(cluster.node(1)).resolve("s/c.sock");
        var command = new ArrayList<>(onNode("ctr", "-a", socket.toString(), "-n", "k8s.io"));
        command.addAll(List.of(arguments));
        Shell.run(SOON, Map.of(), "", command).orFail();
    }

    private List<String> onNode(String... command) {
        var whole = new ArrayList<>(List.of("nsenter", "--net=/run/netns/navarch-" + cluster.node(1)));
        whole.addAll(List.of(command));
        return whole;
    }

    @Override
    public void close() {
        programs.forEach(RunningProgram::close);
    }
}
