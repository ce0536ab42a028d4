package dev.navarch.standalone.cluster;

import dev.navarch.pki.FileOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Who typed the command: under sudo not root, but the user before it, to whom the files shall belong. */
public record CallingUser(boolean root, @Nullable String sudoUser, Path home, FileOwner owner) {
    public static CallingUser current() {
        var root = "root".equals(System.getProperty("user.name"));
        var sudoUser = root ? System.getenv("SUDO_USER") : null;
        if (sudoUser != null && (sudoUser.isBlank() || sudoUser.equals("root"))) sudoUser = null;
        return new CallingUser(
                root,
                sudoUser,
                sudoUser == null ? ownHome() : homeOf(sudoUser),
                FileOwner.of(System.getenv(), System.getProperty("user.name")));
    }

    /** Gives a file to them; only under sudo. */
    public void own(Path path) {
        try {
            if (Files.exists(path)) owner.take(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not give " + path + " to " + sudoUser, e);
        }
    }

    /** Gives all that is in a folder to them, except what lies below one that belongs to others. */
    public void ownAll(Path folder, Path others) {
        if (owner instanceof FileOwner.Unchanged || !Files.isDirectory(folder)) return;
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    if (directory.equals(others)) return FileVisitResult.SKIP_SUBTREE;
                    own(directory);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) own(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Could not give " + folder + " to " + sudoUser, e);
        }
    }

    private static Path ownHome() {
        var home = System.getenv("HOME");
        return Path.of(home == null ? System.getProperty("user.home") : home);
    }

    private static Path homeOf(String user) {
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 5 && fields[0].equals(user))
                    .map(fields -> Path.of(fields[5]))
                    .findFirst()
                    .orElseGet(CallingUser::ownHome);
        } catch (IOException e) {
            return ownHome();
        }
    }
}
