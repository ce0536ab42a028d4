package dev.navarch.standalone.install;

import dev.navarch.standalone.cluster.ClusterSettings.NodeRuntime;
import dev.navarch.standalone.command.UserError;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a cluster needs from the operating system. What is on PATH is used; on Debian and Ubuntu root can have the rest installed. */
public final class RequiredPrograms {
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
        new Packages(out).install(List.copyOf(packages));
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
}
