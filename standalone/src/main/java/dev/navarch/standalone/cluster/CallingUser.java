package dev.navarch.standalone.cluster;

import dev.navarch.pki.FileOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who typed the command: under sudo not root, but the user before it, to whom the files shall belong. */
public record CallingUser(boolean root, @Nullable String sudoUser, Path home) {
    public static CallingUser current() {
        var root = "root".equals(System.getProperty("user.name"));
        var sudoUser = root ? System.getenv("SUDO_USER") : null;
        if (sudoUser != null && (sudoUser.isBlank() || sudoUser.equals("root"))) sudoUser = null;
        return new CallingUser(root, sudoUser, sudoUser == null ? ownHome() : homeOf(sudoUser));
    }

    /** Gives what the calling user will want to read to them; only under sudo. */
    public void own(Path... paths) {
        for (var path : paths) {
            try {
                if (Files.exists(path)) owner().take(path);
            } catch (IOException e) {
                throw new UncheckedIOException("Could not give " + path + " to " + sudoUser, e);
            }
        }
    }

    public FileOwner owner() {
        return FileOwner.of(System.getenv(), System.getProperty("user.name"));
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
