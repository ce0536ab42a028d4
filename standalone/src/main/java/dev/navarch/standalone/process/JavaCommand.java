package dev.navarch.standalone.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How every JVM of a cluster is started: one set of flags, the same with which the AOT cache was made. */
public final class JavaCommand {
    private static final List<String> FLAGS = List.of(
            "-XX:+UseG1GC",
            "-XX:MaxRAMPercentage=25",
            "-XX:G1PeriodicGCInterval=30000",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** Later starts would compile at once what the training compiled: seconds and memory that a start has no use for. */
    private static final List<String> WITHOUT_PROFILES =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

    private final Path home;

    /** @param home the folder that holds {@code ./navarch} */
    public JavaCommand(Path home) {
        this.home = home;
    }

    public static JavaCommand ofThisInstallation() {
        return new JavaCommand(Path.of(System.getProperty("navarch.home", ".")).toAbsolutePath());
    }

    /** @param extraFlags of this process alone; such as the cache's training did not depend on */
    public List<String> run(List<String> extraFlags, String mainClass, String... arguments) {
        var flags = new ArrayList<>(extraFlags);
        if (Files.exists(aotCache())) flags.addAll(List.of("-XX:AOTCache=" + aotCache(), "-Xlog:aot=off"));
        return command(flags, mainClass, arguments);
    }

    /** The same process, which leaves a cache behind when it ends. */
    public List<String> train(Path cache, String mainClass, String... arguments) {
        var flags = new ArrayList<>(WITHOUT_PROFILES);
        flags.add("-XX:AOTCacheOutput=" + cache);
        return command(flags, mainClass, arguments);
    }

    private List<String> command(List<String> extraFlags, String mainClass, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(extraFlags);
        command.add("-cp");
        command.add(classPath());
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }

    public static List<String> flags() {
        return FLAGS;
    }

    public Path aotCache() {
        return home.resolve("standalone/target/navarch/navarch.aot");
    }

    /** For people: whether processes start from the cache, or why not; asks a JVM, which is the judge of it. */
    public String aotCacheState() {
        if (!Files.exists(aotCache())) return "not used: " + aotCache() + " is not there";
        var flags = List.of("-XX:AOTCache=" + aotCache(), "-XX:AOTMode=on");
        var tried = Commands.attempt(command(flags, "-version").toArray(String[]::new));
        if (tried.succeeded()) return "used (" + aotCache() + ")";
        return "not used: " + tried.output().lines().findFirst().orElse("the JVM refuses it");
    }

    /** The folder with all jars of all roles. */
    public Path libraries() {
        return home.resolve("standalone/target/navarch/lib");
    }

    public String classPath() {
        return Files.isDirectory(libraries()) ? libraries() + "/*" : System.getProperty("java.class.path");
    }
}
