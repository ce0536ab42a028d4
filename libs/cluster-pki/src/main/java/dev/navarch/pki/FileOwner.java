package dev.navarch.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who shall own what is written; under sudo the user who called it. */
public sealed interface FileOwner {
    /** Leaves a file with the process's own user. */
    record Unchanged() implements FileOwner {}

    record User(int uid, int gid) implements FileOwner {}

    /** @param environment as of {@code System.getenv()}: SUDO_UID and SUDO_GID count when the process is root */
    static FileOwner of(Map<String, String> environment, String userName) {
        var uid = number(environment.get("SUDO_UID"));
        var gid = number(environment.get("SUDO_GID"));
        return "root".equals(userName) && uid != null && gid != null ? new User(uid, gid) : new Unchanged();
    }

    default void take(Path file) throws IOException {
        switch (this) {
            case Unchanged() -> {}
            case User(var uid, var gid) -> {
                Files.setAttribute(file, "unix:uid", uid);
                Files.setAttribute(file, "unix:gid", gid);
            }
        }
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text != null && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }
}
