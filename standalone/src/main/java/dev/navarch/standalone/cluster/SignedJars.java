package dev.navarch.standalone.cluster;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/**
 * The signatures of libraries. The build has checked what it downloaded; at run time a signature only means that each class is
 * digested anew and that none of them may come from an AOT cache.
 */
final class SignedJars {
    private static final String SIGNATURE = "META-INF/[^/]+\\.(SF|RSA|DSA|EC)";

    private SignedJars() {}

    static void unsign(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                var signatures = signatures(jar);
                if (!signatures.isEmpty()) remove(jar, signatures);
            }
        }
    }

    private static List<String> signatures(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile(), false)) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches(SIGNATURE))
                    .toList();
        }
    }

    private static void remove(Path jar, List<String> entries) throws IOException {
        try (var content = FileSystems.newFileSystem(jar)) {
            for (var entry : entries) Files.delete(content.getPath(entry));
        }
    }
}
