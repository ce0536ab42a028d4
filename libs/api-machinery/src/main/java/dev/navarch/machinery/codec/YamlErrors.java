package dev.navarch.machinery.codec;

import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The engine's complaints in the words of Go's parser. */
final class YamlErrors {
    private static final Map<String, String> WORDS = Map.of(
            "expected the node content", "did not find expected node content",
            "expected <block end>", "did not find expected key",
            "expected ',' or ']'", "did not find expected ',' or ']'",
            "expected ',' or '}'", "did not find expected ',' or '}'",
            "mapping values are not allowed here", "mapping values are not allowed in this context",
            "cannot start any token", "found character that cannot start any token",
            "expected '<document start>'", "did not find expected <document start>");

    private YamlErrors() {}

    static YamlException translate(YamlEngineException wrong) {
        if (!(wrong instanceof MarkedYamlEngineException marked))
            return new YamlException("yaml: " + wrong.getMessage());
        var line = marked.getProblemMark().map(mark -> mark.getLine()).orElse(0);
        if (marked instanceof ScannerException) line++;
        return new YamlException("yaml: line " + Math.max(1, line) + ": " + words(marked.getProblem()));
    }

    private static String words(String problem) {
        for (var entry : WORDS.entrySet()) if (problem.contains(entry.getKey())) return entry.getValue();
        return problem;
    }
}
