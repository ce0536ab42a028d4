package dev.navarch.standalone.command;

import dev.navarch.standalone.cluster.CallingUser;
import dev.navarch.standalone.cluster.ClusterDirectory;
import dev.navarch.standalone.cluster.ClusterSettings;
import dev.navarch.standalone.cluster.Clusters;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a verb is about. */
final class ClusterOptions {
    @Option(names = "--name", defaultValue = "navarch", description = "The cluster's name (default: ${DEFAULT-VALUE}).")
    String name = "navarch";

    @Option(names = "--data-dir", description = "Where the cluster keeps its data (default: ~/.navarch/NAME).")
    @Nullable
    Path dataDirectory;

    final CallingUser user = CallingUser.current();

    Clusters clusters() {
        return new Clusters(user);
    }

    ClusterDirectory directory() {
        if (!name.matches("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?")) {
            throw new UserError("--name " + name + ": use up to 40 lower-case letters, digits and dashes");
        }
        return clusters().locate(name, dataDirectory);
    }

    /** @throws UserError when there is no such cluster */
    ClusterSettings existing() {
        var settings = directory().readSettings();
        if (settings == null) {
            throw new UserError("There is no cluster " + name + " in "
                    + directory().root() + ". Bring it up: navarch up --name " + name);
        }
        return settings;
    }
}
