package dev.navarch.standalone.command;

import dev.navarch.standalone.container.IdentityFolders;
import dev.navarch.standalone.container.IdentitySettings;
import dev.navarch.standalone.container.SecretPublisher;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "identities",
        mixinStandardHelpOptions = true,
        description = "Makes what a cluster of containers starts from: certificates, kubeconfigs and secrets, a folder"
                + " for each part. What is there and still good is kept.")
public final class IdentitiesCommand implements Callable<Integer> {
    @Option(names = "--output", required = true, description = "The folder that holds the parts' folders.")
    private Path output = Path.of(".");

    @Option(names = "--server", required = true, description = "URL of the API server for the cluster's parts.")
    private String server = "";

    @Option(
            names = "--admin-server",
            required = true,
            description = "URL of the API server for the administrator's kubeconfig.")
    private String administratorServer = "";

    @Option(
            names = "--server-name",
            split = ",",
            description = "DNS names that the API server's certificate is good for.")
    private List<String> serverNames = List.of();

    @Option(
            names = "--server-address",
            split = ",",
            description = "IP addresses that the API server's certificate is good for.")
    private List<String> serverAddresses = List.of();

    @Option(
            names = "--redis",
            required = true,
            description = "URL of Redis; the word PASSWORD in it stands for the generated one.")
    private String redis = "";

    @Option(
            names = "--publish",
            paramLabel = "PREFIX",
            description = "In a pod: keep each folder as the Secret PREFIX-FOLDER of the pod's namespace.")
    private @Nullable String publish;

    @Override
    public Integer call() {
        var settings = new IdentitySettings(server, administratorServer, serverNames, serverAddresses, redis);
        var folders = new IdentityFolders(output, settings);
        if (publish == null) {
            folders.ensure();
        } else {
            var secrets = SecretPublisher.ofThisPod(publish);
            secrets.fetch(output, IdentityFolders.names());
            folders.ensure();
            secrets.publish(output);
        }
        return 0;
    }
}
