package dev.navarch.standalone.command;

import dev.navarch.standalone.install.RequiredPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "kubectl",
        description = "Runs the newest kubectl on the machine against the cluster, as its administrator.")
public final class KubectlCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        cluster.existing();
        var command = new ArrayList<>(List.of(
                newest().toString(),
                "--kubeconfig",
                cluster.directory().kubeconfig("admin").toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** Some installations keep {@code kubectl.1.33} and the like beside the file that {@code kubectl} links to. */
    private static Path newest() throws IOException {
        var kubectl = RequiredPrograms.onPath("kubectl");
        if (kubectl == null)
            throw new UserError("There is no kubectl on PATH. Install one (Debian package: kubernetes-client).");
        try (var siblings = Files.list(kubectl.toRealPath().getParent())) {
            return siblings.filter(file -> file.getFileName().toString().matches("kubectl\\.1\\.\\d+"))
                    .max(Comparator.comparingInt(KubectlCommand::minor))
                    .orElse(kubectl);
        }
    }

    private static int minor(Path kubectl) {
        var name = kubectl.getFileName().toString();
        return Integer.parseInt(name.substring(name.lastIndexOf('.') + 1));
    }
}
