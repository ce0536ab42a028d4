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

    private final Path home;

    /** @param home the folder that holds {@code ./navarch} */
    public JavaCommand(Path home) {
        this.home = home;
    }

    public static JavaCommand ofThisInstallation() {
        return new JavaCommand(Path.of(System.getProperty("navarch.home", ".")).toAbsolutePath());
    }

    public List<String> run(String mainClass, String... arguments) {
        var cache =
                Files.exists(aotCache()) ? List.of("-XX:AOTCache=" + aotCache(), "-Xlog:aot=off") : List.<String>of();
        return command(cache, mainClass, arguments);
    }

    /** The same process, which leaves a cache behind when it ends. */
    public List<String> train(Path cache, String mainClass, String... arguments) {
        return command(List.of("-XX:AOTCacheOutput=" + cache), mainClass, arguments);
    }

    private List<String> command(List<String> cacheFlags, String mainClass, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(cacheFlags);
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

    /** For people: whether processes start from the cache, or why not. */
    public String aotCacheState() {
        return Files.exists(aotCache()) ? "used (" + aotCache() + ")" : "not used: " + aotCache() + " is not there";
    }

    public String classPath() {
        var libraries = home.resolve("standalone/target/navarch/lib");
        return Files.isDirectory(libraries) ? libraries + "/*" : System.getProperty("java.class.path");
    }
}
