package dev.navarch.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The main class of the run that an AOT cache is made from: the roles as {@link RoleRunner} starts them, and beside them the
 * classes that only real nodes and a real Redis make use of.
 */
public final class TrainingRun {
    private static final List<String> ALSO_NEEDED = List.of(
            "dev/navarch/",
            "io/grpc/",
            "io/lettuce/core/",
            "com/google/protobuf/",
            "com/google/common/",
            "com/nimbusds/",
            "picocli/");

    private TrainingRun() {}

    /** @param arguments as of {@link RoleRunner#main}, and the folder of all jars */
    public static void main(String[] arguments) throws Exception {
        try (var jars = Files.list(Path.of(arguments[2]))) {
            for (var jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) loadClasses(jar);
        }
        RoleRunner.main(arguments);
    }

    private static void loadClasses(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(ZipEntry::getName)
                    .filter(name ->
                            name.endsWith(".class") && ALSO_NEEDED.stream().anyMatch(name::startsWith))
                    .forEach(TrainingRun::load);
        }
    }

    private static void load(String classFile) {
        var name =
                classFile.substring(0, classFile.length() - ".class".length()).replace('/', '.');
        try {
            Class.forName(name, false, TrainingRun.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError optional) {
            // It stands on a library that is not here, so no role uses it either.
        }
    }
}
