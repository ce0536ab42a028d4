package dev.navarch.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/** Starts roles as {@link RoleRunner} does, and leaves a file for each with the names and the types of its beans. */
public final class BeanReport {
    private BeanReport() {}

    /** @param arguments as of {@link RoleRunner#main}, and the folder of the files */
    public static void main(String[] arguments) throws Exception {
        var runner = new RoleRunner(Path.of(arguments[1]));
        runner.start(Role.parse(arguments[0]));
        var reports = Files.createDirectories(Path.of(arguments[2]));
        for (var started : runner.contexts().entrySet()) {
            var report = reports.resolve(started.getKey().label());
            var draft = Files.writeString(
                    report.resolveSibling(report.getFileName() + ".draft"), beans(started.getValue()));
            Files.move(draft, report, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String beans(ConfigurableApplicationContext context) {
        return Arrays.stream(context.getBeanDefinitionNames())
                .sorted()
                .map(name -> name + " " + type(Objects.requireNonNull(context.getType(name), name)) + "\n")
                .collect(Collectors.joining());
    }

    /** Without the numbers that a JVM gives to what it makes while it runs. */
    private static String type(Class<?> type) {
        return ClassUtils.getUserClass(type).getName().replaceFirst("(\\$\\$Lambda|\\$Proxy).*", "$1");
    }
}
