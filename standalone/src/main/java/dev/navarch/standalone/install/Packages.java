package dev.navarch.standalone.install;

import dev.navarch.standalone.command.UserError;
import dev.navarch.standalone.process.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Installs Debian packages. Services that come with them are neither started (policy-rc.d says no) nor enabled. */
final class Packages {
    private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

    private final PrintWriter out;

    Packages(PrintWriter out) {
        this.out = out;
    }

    void install(List<String> packages) {
        var forbidden = forbidServiceStarts();
        try {
            apt(List.of("update", "-qq"));
            var command = new ArrayList<>(List.of("install", "-y", "-qq", "--no-install-recommends", "--no-remove"));
            command.addAll(packages);
            apt(command);
        } finally {
            if (forbidden) delete(POLICY);
        }
        var units = new ServiceUnits(Path.of("/"));
        for (var unit : unitsOf(packages)) {
            if (!units.disable(unit)) out.println("Could not disable " + unit + ", which starts with the next boot");
        }
    }

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
        var exit = run(command, Map.of("DEBIAN_FRONTEND", "noninteractive"));
        if (exit != 0) throw new UserError(String.join(" ", command) + " ended with " + exit);
    }

    static int run(List<String> command, Map<String, String> environment) {
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
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
