package dev.navarch.nodeagent.namespace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A network namespace with a loopback and an eth0 that leads nowhere. */
record NodeNamespace(String name) implements AutoCloseable {
    static final String ADDRESS = "10.88.0.2";

    static NodeNamespace create() throws IOException {
        var namespace = new NodeNamespace("node-it-" + ProcessHandle.current().pid());
        run("ip", "netns", "add", namespace.name);
        namespace.ip("link", "set", "lo", "up");
        namespace.ip("link", "add", "eth0", "type", "veth", "peer", "name", "far0");
        namespace.ip("addr", "add", ADDRESS + "/24", "dev", "eth0");
        namespace.ip("link", "set", "far0", "up");
        namespace.ip("link", "set", "eth0", "up");
        run("nsenter", "--net=/run/netns/" + namespace.name, "sysctl", "-qw", "net.ipv4.ip_forward=1");
        return namespace;
    }

    void ip(String... arguments) throws IOException {
        var command = new String[arguments.length + 3];
        command[0] = "ip";
        command[1] = "-n";
        command[2] = name;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        run(command);
    }

    @Override
    public void close() throws IOException {
        run("ip", "netns", "del", name);
    }

    static void run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(Arrays.toString(command) + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
