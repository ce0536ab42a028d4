package dev.navarch.standalone.command;

import dev.navarch.pki.UserKubeconfigFile;
import dev.navarch.standalone.cluster.ClusterStop;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops a cluster and leaves the machine as it was; its data stays for the next up.")
public final class DownCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--purge", description = "Removes the cluster's data as well, and its context from the kubeconfig.")
    private boolean purge;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Where up added the context (default: as kubectl does).")
    private @Nullable Path kubeconfig;

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var directory = cluster.directory();
        var settings = directory.readSettings();
        if (settings == null) {
            out.println("There is no cluster " + cluster.name + "; nothing to do.");
            return 0;
        }
        var stop = new ClusterStop(settings, directory);
        stop.run();
        if (purge) {
            stop.purge();
            cluster.clusters().forget(cluster.name);
            new UserKubeconfigFile(KubeconfigLocation.of(kubeconfig, cluster.user), cluster.user.owner())
                    .remove(cluster.name);
        }
        out.println("Cluster " + cluster.name
                + (purge ? " is gone, with its data." : " is down. Its data stays in " + directory.root()));
        return 0;
    }
}
