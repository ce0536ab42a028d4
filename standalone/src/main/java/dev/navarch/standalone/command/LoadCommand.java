package dev.navarch.standalone.command;

import dev.navarch.standalone.cluster.ClusterNodes;
import dev.navarch.standalone.cluster.ClusterSettings;
import dev.navarch.standalone.process.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description =
                "Loads image archives (docker save, or OCI layout as tar) onto every node, where no registry is needed.")
public final class LoadCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "IMAGE.tar")
    private List<Path> archives = List.of();

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var settings = cluster.existing();
        for (var archive : archives) {
            if (!Files.isReadable(archive)) throw new UserError("Cannot read " + archive);
        }
        if (settings.runtime() == ClusterSettings.NodeRuntime.SIMULATED) {
            out.println("The nodes are simulated and run any image; nothing to load.");
            return 0;
        }
        for (var node : settings.nodeNames()) {
            var socket = ClusterNodes.directories(cluster.directory(), node).containerdSocket();
            if (!Files.exists(socket))
                throw new UserError("Node " + node + " does not run; bring the cluster up first: navarch up");
            for (var archive : archives) {
                var loaded = Commands.attempt(
                        "ctr",
                        "-a",
                        socket.toString(),
                        "-n",
                        "k8s.io",
                        "images",
                        "import",
                        "--all-platforms",
                        archive.toString());
                if (!loaded.succeeded())
                    throw new UserError("Could not load " + archive + " onto " + node + ": "
                            + loaded.output().strip());
                loaded.output()
                        .lines()
                        .filter(line -> line.startsWith("unpacking"))
                        .forEach(line -> out.println(node + ": " + line.split(" ")[1]));
            }
        }
        return 0;
    }
}
