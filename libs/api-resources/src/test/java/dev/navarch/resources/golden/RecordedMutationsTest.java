package dev.navarch.resources.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedMutationsTest {
    /** How many changes of an object are known to be judged otherwise; those not named here have none. */
    private static final Map<String, Integer> KNOWN = known();

    static List<Path> files() {
        return GoldenFiles.list("mutations/mutation-*.json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void judgesAChangedFieldAsRecorded(Path file) {
        var name = file.getFileName().toString().replaceFirst("mutation-(.*)\\.json", "$1");
        var differences = new RecordedMutations(file).differences();
        assertThat(differences)
                .as(() -> name + " differs in " + differences.size() + "\n" + String.join("\n", differences))
                .hasSizeLessThanOrEqualTo(KNOWN.getOrDefault(name, 0));
    }

    private static Map<String, Integer> known() {
        try (var lines = RecordedMutationsTest.class.getResourceAsStream("/known-mutations.tsv")) {
            var known = new HashMap<String, Integer>();
            if (lines == null) return known;
            for (var line : new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) known.put(line.split("\t")[0], Integer.parseInt(line.split("\t")[1]));
            return known;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
