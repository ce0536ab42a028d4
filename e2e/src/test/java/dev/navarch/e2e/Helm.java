package dev.navarch.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The helm on PATH, or one that Go builds the first time. */
final class Helm {
    private static final String MODULE = "helm.sh/helm/v3/cmd/helm@v3.22.0";
    private static final Path GO_BIN = Path.of(System.getProperty("user.home"), "go/bin");
    private static final Path BUILT = GO_BIN.resolve("helm");
    private static final Duration BUILD = Duration.ofMinutes(15);
    private static final Duration COMMAND = Duration.ofMinutes(6);

    private final Path executable;
    private final Map<String, String> environment;

    private Helm(Path executable, Map<String, String> environment) {
        this.executable = executable;
        this.environment = environment;
    }

    static boolean available() {
        return Programs.find("helm") != null || Files.isExecutable(BUILT) || Programs.find("go") != null;
    }

    static Helm get() {
        var installed = Programs.find("helm");
        if (installed != null) return new Helm(installed, Map.of());
        if (!Files.isExecutable(BUILT)) {
            var go =
                    Objects.requireNonNull(Programs.find("go"), "no go on PATH").toString();
            Shell.run(BUILD, Map.of("GOBIN", GO_BIN.toString()), "", List.of(go, "install", MODULE))
                    .orFail();
        }
        return new Helm(BUILT, Map.of());
    }

    /** The same, for the cluster of that kubeconfig. */
    Helm on(Path kubeconfig) {
        return new Helm(executable, Map.of("KUBECONFIG", kubeconfig.toString()));
    }

    Shell.Result run(String... arguments) {
        var command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        return Shell.run(COMMAND, environment, "", command);
    }
}
