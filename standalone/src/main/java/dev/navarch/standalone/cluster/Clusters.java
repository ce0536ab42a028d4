package dev.navarch.standalone.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the clusters of this user are: by default below the user's home, elsewhere when {@code up --data-dir} said so. */
public final class Clusters {
    private static final String POINTER = ".location";

    private final Path home;

    public Clusters(CallingUser user) {
        this.home = user.home().resolve(".navarch");
    }

    /** @param dataDirectory as given on the command line, null when not given */
    public ClusterDirectory locate(String name, @Nullable Path dataDirectory) {
        if (dataDirectory != null)
            return new ClusterDirectory(dataDirectory.toAbsolutePath().normalize());
        var pointer = pointer(name);
        try {
            if (Files.exists(pointer))
                return new ClusterDirectory(Path.of(Files.readString(pointer).strip()));
        } catch (IOException unreadable) {
            // The default location is tried instead.
        }
        return new ClusterDirectory(home.resolve(name));
    }

    public void remember(String name, ClusterDirectory directory) {
        if (directory.root().equals(home.resolve(name))) return;
        ClusterDirectory.write(pointer(name), directory.root() + "\n");
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(pointer(name));
        } catch (IOException e) {
            // A pointer to nothing is as good as none.
        }
    }

    /** The folder and the pointers in it; what a cluster has written is given with {@link ClusterStart}. */
    public void giveTo(CallingUser user) {
        user.own(home);
        try (var files = Files.list(home)) {
            files.filter(file -> file.toString().endsWith(POINTER)).forEach(user::own);
        } catch (IOException none) {
            // Without the folder there is nothing to give.
        }
    }

    private Path pointer(String name) {
        return home.resolve(name + POINTER);
    }
}
