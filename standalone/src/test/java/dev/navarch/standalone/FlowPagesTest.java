package dev.navarch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages that lead through the code name classes; a class that is renamed or gone takes its page along. */
class FlowPagesTest {
    private static final Path PROJECT = Path.of("..");

    /** With its package, or a method of it: {@code registry.Creation}, {@code VersionedStore.create}. */
    private static final Pattern CLASS =
            Pattern.compile("`(?:[a-z]+\\.)*([A-Z][a-z]+[A-Z][A-Za-z]+)(?:\\.[a-z]\\w+)?`");

    /** Not classes, but words of the API. */
    private static final Set<String> WORDS = Set.of("FailedScheduling");

    static Stream<Path> pages() throws IOException {
        try (var pages = Files.list(PROJECT.resolve("docs/flows"))) {
            return pages.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyClassNamedInAFlowIsThere(Path page) throws IOException {
        var named = CLASS.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !WORDS.contains(name))
                .collect(Collectors.toSet());
        assertThat(classes()).containsAll(named);
    }

    private static Set<String> classes() throws IOException {
        try (var files = Files.find(
                PROJECT,
                20,
                (file, _) -> file.toString().contains("/src/main/java/")
                        && file.toString().endsWith(".java"))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
