package dev.navarch.nodeagent.namespace;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** In the parent: runs nothing itself, replays what the child JVM reported. In the child: does nothing. */
final class NamespaceExtension implements BeforeAllCallback, InvocationInterceptor {
    private static final long TIMEOUT_MINUTES = 10;
    private final Map<String, String> results = new HashMap<>();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (ChildMain.inChild()) return;
        var report = Files.createTempFile("node-it", ".report");
        try (var namespace = NodeNamespace.create()) {
            runChild(namespace, context.getRequiredTestClass().getName(), report);
        }
        ChildMain.read(report, results);
        Files.delete(report);
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (ChildMain.inChild()) {
            invocation.proceed();
            return;
        }
        invocation.skip();
        var result = results.getOrDefault(
                context.getRequiredTestMethod().getName(), results.getOrDefault("", "not run in the child"));
        if (!result.isEmpty()) throw new AssertionError("in the node's namespace: " + result);
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInChild(invocation);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInChild(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInChild(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        onlyInChild(invocation);
    }

    private static void onlyInChild(Invocation<@Nullable Void> invocation) throws Throwable {
        if (ChildMain.inChild()) invocation.proceed();
        else invocation.skip();
    }

    private static void runChild(NodeNamespace namespace, String testClass, Path report)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace.name()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath(), ChildMain.class.getName()));
        command.addAll(List.of(testClass, report.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = Thread.ofVirtual().start(() -> printTo(System.out, process));
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES))
            process.destroyForcibly().waitFor();
        output.join(Duration.ofSeconds(10));
    }

    /** Through this JVM's own stream: what it inherited is how Surefire speaks with it. */
    private static void printTo(PrintStream out, Process process) {
        try (var lines = process.inputReader()) {
            lines.lines().forEach(out::println);
        } catch (IOException | UncheckedIOException ended) {
            out.println("The rest of the output is lost: " + ended);
        }
    }

    /** Surefire may hide the class path in a manifest; it then leaves the real one in a property. */
    private static String classPath() {
        var surefire = System.getProperty("surefire.test.class.path");
        return surefire == null ? System.getProperty("java.class.path") : surefire;
    }
}
