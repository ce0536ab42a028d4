package dev.navarch.standalone.install;

import dev.navarch.standalone.cluster.ClusterSettings.NodeRuntime;
import dev.navarch.standalone.command.UserError;
import dev.navarch.standalone.process.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a cluster needs from the operating system. What is on PATH is used; on Debian and Ubuntu root can have the rest installed. */
public final class RequiredPrograms {
    private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

    /** @param where absolute path, or a name looked up on PATH */
    private record Program(String where, String debianPackage) {
        boolean present() {
            return where.startsWith("/") ? Files.exists(Path.of(where)) : onPath(where) != null;
        }
    }

    private static final List<Program> FOR_CONTAINERS = List.of(
            new Program("containerd", "containerd"),
            new Program("runc", "runc"),
            new Program("ctr", "containerd"),
            new Program("/usr/lib/cni/ptp", "containernetworking-plugins"),
            new Program("nft", "nftables"),
            new Program("ip", "iproute2"),
            new Program("nsenter", "util-linux"),
            new Program("sysctl", "procps"),
            new Program("conntrack", "conntrack"),
            new Program("catatonit", "catatonit"));

    private final PrintWriter out;

    public RequiredPrograms(PrintWriter out) {
        this.out = out;
    }

    /** @throws UserError naming what to install, where it cannot be installed from here */
    public void ensure(NodeRuntime runtime, boolean root) {
        if (runtime != NodeRuntime.CONTAINERD) return;
        var missing =
                FOR_CONTAINERS.stream().filter(program -> !program.present()).toList();
        if (missing.isEmpty()) return;
        var packages =
                missing.stream().map(Program::debianPackage).collect(Collectors.toCollection(LinkedHashSet::new));
        var names = missing.stream().map(Program::where).collect(Collectors.joining(", "));
        if (!root || onPath("apt-get") == null) {
            throw new UserError("Missing on this machine: " + names + ". Install them (Debian packages: "
                    + String.join(" ", packages) + ") and try again.");
        }
        out.println("Missing: " + names + ". Installing " + String.join(" ", packages) + " …");
        out.flush();
        install(List.copyOf(packages));
        missing.stream().filter(program -> !program.present()).findFirst().ifPresent(program -> {
            throw new UserError(
                    "apt-get installed " + program.debianPackage() + ", but " + program.where() + " is still missing");
        });
    }

    public static @Nullable Path onPath(String program) {
        var path = System.getenv("PATH");
        return Arrays.stream((path == null ? "/usr/bin:/bin" : path).split(":"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Services that come with the packages are neither started (policy-rc.d says no) nor enabled. */
    private static void install(List<String> packages) {
        var forbidden = forbidServiceStarts();
        try {
            apt(List.of("update", "-qq"));
            var command = new ArrayList<>(List.of("install", "-y", "-qq", "--no-install-recommends", "--no-remove"));
            command.addAll(packages);
            apt(command);
            unitsOf(packages).forEach(unit -> run(List.of("deb-systemd-helper", "disable", unit)));
        } finally {
            if (forbidden) delete(POLICY);
        }
    }

    /** Packages enable their units even where no systemd runs, for the next boot. */
    private static List<String> unitsOf(List<String> packages) {
        var command = new ArrayList<>(List.of("dpkg-query", "--listfiles"));
        command.addAll(packages);
        return Commands.run(command.toArray(String[]::new))
                .lines()
                .filter(file -> file.matches("(/usr)?/lib/systemd/system/[^/]+\\.(service|socket|timer)"))
                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                .distinct()
                .toList();
    }

    private static boolean forbidServiceStarts() {
        if (Files.exists(POLICY)) return false;
        try {
            Files.writeString(POLICY, "#!/bin/sh\nexit 101\n");
            return POLICY.toFile().setExecutable(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + POLICY, e);
        }
    }

    private static void apt(List<String> arguments) {
        var command = new ArrayList<>(List.of("apt-get"));
        command.addAll(arguments);
        var exit = run(command);
        if (exit != 0) throw new UserError(String.join(" ", command) + " ended with " + exit);
    }

    private static int run(List<String> command) {
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            var process = builder.start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new UserError(String.join(" ", command) + " did not end within 10 minutes");
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
