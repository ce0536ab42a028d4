package dev.navarch.nodeagent.namespace;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The child JVM: runs one test class and writes each method's failure, or nothing, to a file. */
public final class ChildMain {
    private static final String INSIDE = "navarch.test.inside-namespace";

    private ChildMain() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty(INSIDE, "true");
        var results = new Properties();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(arguments[0]))
                                .build(),
                        new Recorder(results));
        try (var out = Files.newBufferedWriter(Path.of(arguments[1]))) {
            results.store(out, null);
        }
        System.exit(0);
    }

    static boolean inChild() {
        return Boolean.getBoolean(INSIDE);
    }

    static void read(Path report, Map<String, String> results) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(report)) {
            properties.load(in);
        }
        properties.forEach((method, failure) -> results.put((String) method, (String) failure));
    }

    private record Recorder(Properties results) implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            var failure = new StringWriter();
            result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(failure)));
            var method = test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> ((MethodSource) source).getMethodName())
                    .orElse("");
            // A class that failed before its methods fails them all.
            if (!method.isEmpty() || !failure.toString().isEmpty()) results.setProperty(method, failure.toString());
        }
    }
}
