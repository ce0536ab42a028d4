package dev.navarch.nodeagent.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Files that change all at once. They lie in a folder of their own time; {@code ..data} links to the newest such folder and is
 * replaced by a rename, and each visible name links through {@code ..data}. A reader sees the old files or the new ones, never
 * a mixture.
 */
final class AtomicWriter {
    private static final String DATA = "..data";
    private static final String DRAFT = "..data_tmp";
    private final Path target;
    private final @Nullable Long group;

    AtomicWriter(Path target, @Nullable Long group) {
        this.target = target;
        this.group = group;
    }

    /** @param files by path below the volume; false when they were there already */
    boolean write(Map<String, ProjectedFile> files) throws IOException {
        var data = target.resolve(DATA);
        if (Files.isSymbolicLink(data) && holds(data, files)) return false;
        var fresh = Files.createTempDirectory(target, "..");
        Files.setAttribute(fresh, "unix:mode", 0755);
        for (var file : files.entrySet()) writeFile(fresh, file.getKey(), file.getValue());
        var old = Files.isSymbolicLink(data) ? target.resolve(Files.readSymbolicLink(data)) : null;
        Files.deleteIfExists(target.resolve(DRAFT));
        Files.createSymbolicLink(target.resolve(DRAFT), fresh.getFileName());
        Files.move(target.resolve(DRAFT), data, StandardCopyOption.ATOMIC_MOVE);
        linkNames(files);
        if (old != null) deleteTree(old);
        return true;
    }

    private void linkNames(Map<String, ProjectedFile> files) throws IOException {
        var names = files.keySet().stream()
                .map(path -> Path.of(path).getName(0).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        for (var name : names) {
            var link = target.resolve(name);
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) Files.createSymbolicLink(link, Path.of(DATA, name));
        }
        try (var present = Files.list(target)) {
            for (var file : present.toList()) {
                var name = file.getFileName().toString();
                if (!name.startsWith("..") && !names.contains(name)) Files.delete(file);
            }
        }
    }

    private void writeFile(Path folder, String path, ProjectedFile file) throws IOException {
        var place = folder.resolve(path).normalize();
        if (!place.startsWith(folder)) throw new IOException("path leads out of the volume: " + path);
        Files.createDirectories(place.getParent());
        Files.write(place, file.content());
        var mode = group == null ? file.mode() : file.mode() | 0040 | (file.mode() & 0100) >> 3;
        if (file.owner() != null)
            Files.setAttribute(place, "unix:uid", file.owner().intValue());
        if (group != null) Files.setAttribute(place, "unix:gid", group.intValue());
        Files.setAttribute(place, "unix:mode", mode);
    }

    private static boolean holds(Path data, Map<String, ProjectedFile> files) throws IOException {
        try (var present = Files.walk(data.toRealPath())) {
            if (present.filter(Files::isRegularFile).count() != files.size()) return false;
        }
        for (var file : files.entrySet()) {
            var place = data.resolve(file.getKey());
            if (!Files.isRegularFile(place)) return false;
            if (!Arrays.equals(Files.readAllBytes(place), file.getValue().content())) return false;
        }
        return true;
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) return;
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
