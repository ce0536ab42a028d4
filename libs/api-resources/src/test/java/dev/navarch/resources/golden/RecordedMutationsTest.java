package dev.navarch.resources.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedMutationsTest {
    private static final Map<String, Integer> KNOWN_DIFFERENCES = Map.of();

    static List<Path> files() {
        return GoldenFiles.list("mutations/mutation-*.json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void judgesAChangedFieldAsRecorded(Path file) {
        var differences = new RecordedMutations(file).differences();
        System.out.println("== " + file.getFileName() + " " + differences.size());
        differences.forEach(difference -> System.out.println("   " + difference));
        var known = KNOWN_DIFFERENCES.getOrDefault(file.getFileName().toString(), 0);
        assertThat(differences).hasSizeLessThanOrEqualTo(known);
    }
}
