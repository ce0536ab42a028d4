package dev.navarch.nodeagent.housekeeping;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.nodeagent.runtime.PodRuntime;
import dev.navarch.nodeagent.settings.NodeDirectories;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Volume;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/** What pods keep on the node's disk, in bytes. */
public final class LocalStorage {
    private final NodeDirectories directories;
    private final PodRuntime runtime;

    public LocalStorage(NodeDirectories directories, PodRuntime runtime) {
        this.directories = directories;
        this.runtime = runtime;
    }

    long ofEmptyDir(V1Pod pod, String volume) {
        return size(directories.emptyDir(uidOf(pod), volume));
    }

    /** Its own layer and its logs. */
    long ofContainer(V1Pod pod, String container) {
        var key = PodKey.of(pod);
        var logs = directories.podLogs(key.namespace(), key.name(), key.uid()).resolve(container);
        return runtime.writtenBytes(key.uid(), container) + size(logs);
    }

    long of(V1Pod pod) {
        var sum = 0L;
        for (var volume : Objects.requireNonNullElse(specOf(pod).getVolumes(), List.<V1Volume>of())) {
            var source = volume.getEmptyDir();
            if (source != null && !"Memory".equals(source.getMedium())) sum += ofEmptyDir(pod, volume.getName());
        }
        for (var container : PodContainer.regular(pod)) sum += ofContainer(pod, container.name());
        return sum;
    }

    /** Files may come and go while they are counted. */
    private static long size(Path folder) {
        var sum = new long[1];
        try {
            if (Files.isDirectory(folder))
                Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        sum[0] += attributes.size();
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @org.jspecify.annotations.Nullable IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        } catch (IOException e) {
            return sum[0];
        }
        return sum[0];
    }
}
