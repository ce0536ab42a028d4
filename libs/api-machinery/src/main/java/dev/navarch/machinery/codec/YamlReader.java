package dev.navarch.machinery.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The engine parses; what scalars mean is YAML 1.1's business, as Go reads it. Only the first document counts. */
final class YamlReader {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setParseComments(false)
            .setCodePointLimit(64 << 20)
            .setMaxAliasesForCollections(100)
            .build();
    private static final int MAX_NODES = 1_000_000;

    private final List<String> duplicates = new ArrayList<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    static YamlTree read(String text) {
        try {
            var root = new Compose(SETTINGS).composeString(text);
            var reader = new YamlReader();
            JsonNode tree = root.isEmpty() ? JsonNodeFactory.instance.nullNode() : reader.node(root.get(), 0);
            return new YamlTree(tree, reader.duplicates);
        } catch (YamlEngineException wrong) {
            throw YamlErrors.translate(wrong);
        }
    }

    private JsonNode node(Node node, int depth) {
        if (depth > Json.MAX_DEPTH) throw new YamlException("yaml: exceeded max depth of " + Json.MAX_DEPTH);
        if (++nodes > MAX_NODES) throw new YamlException("yaml: document contains excessive aliasing");
        if (node instanceof ScalarNode scalar) return YamlScalar.resolve(scalar).json();
        if (!open.add(node)) throw new YamlException("yaml: anchor contains itself");
        var tree = node instanceof MappingNode mapping ? mapping(mapping, depth) : sequence((SequenceNode) node, depth);
        open.remove(node);
        return tree;
    }

    private ArrayNode sequence(SequenceNode sequence, int depth) {
        var array = Json.array();
        for (var item : sequence.getValue()) array.add(node(item, depth + 1));
        return array;
    }

    private ObjectNode mapping(MappingNode mapping, int depth) {
        var object = Json.object();
        for (var entry : mapping.getValue()) {
            if (isMerge(entry.getKeyNode())) {
                merge(entry.getValueNode(), object, depth);
                continue;
            }
            var key = key(entry.getKeyNode());
            if (object.has(key))
                duplicates.add("line " + line(entry.getKeyNode()) + ": key \"" + key + "\" already set in map");
            object.set(key, node(entry.getValueNode(), depth + 1));
        }
        return object;
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().equals("<<");
    }

    /** Keys that the mapping has itself win over merged ones. */
    private void merge(Node source, ObjectNode target, int depth) {
        if (source instanceof SequenceNode sources) {
            for (var each : sources.getValue()) merge(each, target, depth);
            return;
        }
        if (!(source instanceof MappingNode mapping))
            throw new YamlException("yaml: map merge requires map or sequence of maps as the value");
        mapping(mapping, depth + 1).forEachEntry((key, value) -> {
            if (!target.has(key)) target.set(key, value);
        });
    }

    private static String key(Node key) {
        if (key instanceof ScalarNode scalar) return YamlScalar.resolve(scalar).asKey();
        throw new YamlException("yaml: unsupported map key: only scalars can be keys, line " + line(key));
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
