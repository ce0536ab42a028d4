package dev.navarch.standalone.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

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

    /** One {@code up} of this user at a time, so that two choose different ports. */
    public <T> T alone(Supplier<T> work) {
        try {
            Files.createDirectories(home);
            try (var file = FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = file.lock()) {
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not lock " + lock(), e);
        }
    }

    /** What this user's clusters use, but for the named one. */
    public Claims claimsBeside(String name) {
        return Claims.of(names().stream()
                .filter(other -> !other.equals(name))
                .flatMap(other -> settingsOf(other).stream())
                .toList());
    }

    private Optional<ClusterSettings> settingsOf(String name) {
        try {
            return Optional.ofNullable(locate(name, null).readSettings());
        } catch (JacksonException unreadable) {
            return Optional.empty(); // Whoever brings that one up is told.
        }
    }

    private Set<String> names() {
        try (var files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString())
                    .map(file -> file.endsWith(POINTER) ? file.substring(0, file.length() - POINTER.length()) : file)
                    .collect(Collectors.toSet());
        } catch (IOException none) {
            return Set.of();
        }
    }

    /** The folder and the pointers in it; what a cluster has written is given with {@link ClusterStart}. */
    public void giveTo(CallingUser user) {
        user.own(home);
        try (var files = Files.list(home)) {
            files.filter(file -> file.toString().endsWith(POINTER)).forEach(user::own);
            user.own(lock());
        } catch (IOException none) {
            // Without the folder there is nothing to give.
        }
    }

    private Path lock() {
        return home.resolve(".lock");
    }

    private Path pointer(String name) {
        return home.resolve(name + POINTER);
    }
}
