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
        flags.addAll(cacheFlags());
        return command(flags, mainClass, arguments);
    }

    /** The same process, which leaves a cache behind when it ends. */
    public List<String> train(Path cache, String mainClass, String... arguments) {
        var flags = new ArrayList<>(WITHOUT_PROFILES);
        flags.add("-XX:AOTCacheOutput=" + cache);
        return command(flags, mainClass, arguments);
    }

    /** All that stands between {@code java} and the main class, for a file that {@code java @file} reads. */
    public List<String> options() {
        return options(cacheFlags());
    }

    private List<String> cacheFlags() {
        return Files.exists(aotCache()) ? List.of("-XX:AOTCache=" + aotCache(), "-Xlog:aot*=off") : List.of();
    }

    private List<String> command(List<String> extraFlags, String mainClass, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(extraFlags));
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> options(List<String> cacheFlags) {
        var options = new ArrayList<>(FLAGS);
        options.addAll(cacheFlags);
        options.addAll(List.of("-cp", classPath()));
        return options;
    }

    public static List<String> flags() {
        return FLAGS;
    }

    public Path aotCache() {
        return built().resolve("navarch.aot");
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
        return built().resolve("lib");
    }

    /** In a checkout all that the build has packed; elsewhere what this process itself was started with. */
    public String classPath() {
        return inCheckout() && Files.isDirectory(libraries())
                ? libraries() + "/*"
                : System.getProperty("java.class.path");
    }

    /** What the build has made: below its target in a checkout; an image holds nothing else. */
    private Path built() {
        return inCheckout() ? home.resolve("standalone/target/navarch") : home;
    }

    private boolean inCheckout() {
        return Files.exists(home.resolve("pom.xml"));
    }
}
