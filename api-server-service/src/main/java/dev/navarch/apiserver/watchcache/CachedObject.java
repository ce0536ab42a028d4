package dev.navarch.apiserver.watchcache;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An object as it is held: its stored JSON, which leaves {@code metadata.resourceVersion} out, and the little that selectors ask for.
 * The bytes are shared and never changed.
 *
 * <p>The JSON begins with kind and apiVersion, so that a list's item, which has neither, is the rest of it.
 */
public final class CachedObject {
    private final String key;
    private final byte[] json;
    private final long revision;
    private final int metadataName;
    private final int metadataValue;
    private final Map<String, String> labels;
    private final Map<String, String> fields;

    /**
     * @param metadataName offset of {@code "metadata"} in the JSON
     * @param metadataValue offset behind the brace that opens its value
     */
    CachedObject(
            String key,
            byte[] json,
            long revision,
            int metadataName,
            int metadataValue,
            Map<String, String> labels,
            Map<String, String> fields) {
        this.key = key;
        this.json = json;
        this.revision = revision;
        this.metadataName = metadataName;
        this.metadataValue = metadataValue;
        this.labels = labels;
        this.fields = fields;
    }

    /** {@code namespace/name}, or the name alone. */
    public String key() {
        return key;
    }

    public long revision() {
        return revision;
    }

    public Map<String, String> labels() {
        return labels;
    }

    /** The kind's own selectable fields; name and namespace stand in the key. */
    public Map<String, String> fields() {
        return fields;
    }

    /** Empty for cluster-scoped objects. */
    public String namespace() {
        var slash = key.indexOf('/');
        return slash < 0 ? "" : key.substring(0, slash);
    }

    public String name() {
        return key.substring(key.indexOf('/') + 1);
    }

    /** Without resourceVersion; shared, not to be changed. */
    public byte[] storedJson() {
        return json;
    }

    /** The whole object as clients see it. */
    public byte[] json() {
        return json(revision);
    }

    /** As {@link #json()}, with another resourceVersion: a deleted object carries that of its deletion. */
    public byte[] json(long resourceVersion) {
        var splice = splice(resourceVersion);
        var whole = new byte[json.length + splice.length];
        copy(json, 0, metadataValue, splice, whole, 0);
        return whole;
    }

    /** How many bytes {@link #writeItem} writes. */
    public int itemLength() {
        return json.length - metadataName + 1 + spliceLength(revision);
    }

    /** Writes the object as an item of a typed list: without kind and apiVersion. */
    public int writeItem(byte[] target, int at) {
        target[at] = '{';
        return copy(json, metadataName, metadataValue, splice(revision), target, at + 1);
    }

    /** How many bytes {@link #writeWhole} writes. */
    public int wholeLength() {
        return json.length + spliceLength(revision);
    }

    public int writeWhole(byte[] target, int at) {
        return copy(json, 0, metadataValue, splice(revision), target, at);
    }

    private static int copy(byte[] json, int from, int cut, byte[] splice, byte[] target, int at) {
        var head = cut - from;
        System.arraycopy(json, from, target, at, head);
        System.arraycopy(splice, 0, target, at + head, splice.length);
        System.arraycopy(json, cut, target, at + head + splice.length, json.length - cut);
        return at + head + splice.length + json.length - cut;
    }

    private static byte[] splice(long revision) {
        return ("\"resourceVersion\":\"" + revision + "\",").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int spliceLength(long revision) {
        var digits = 1;
        for (var rest = revision / 10; rest > 0; rest /= 10) digits++;
        return 21 + digits;
    }
}
