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
    private static final byte[] VERSION = "\"resourceVersion\":\"".getBytes(StandardCharsets.ISO_8859_1);

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

    public boolean isIn(String namespace) {
        return key.length() > namespace.length() && key.charAt(namespace.length()) == '/' && key.startsWith(namespace);
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
        var whole = new byte[json.length + spliceLength(resourceVersion)];
        copy(0, resourceVersion, whole, 0);
        return whole;
    }

    /** How many bytes {@link #writeItem} writes. */
    public int itemLength() {
        return json.length - metadataName + 1 + spliceLength(revision);
    }

    /** Writes the object as an item of a typed list: without kind and apiVersion. */
    public int writeItem(byte[] target, int at) {
        target[at] = '{';
        return copy(metadataName, revision, target, at + 1);
    }

    /** How many bytes {@link #writeWhole} writes. */
    public int wholeLength() {
        return json.length + spliceLength(revision);
    }

    public int writeWhole(byte[] target, int at) {
        return copy(0, revision, target, at);
    }

    /** The JSON from an offset on, with the resourceVersion as metadata's first field; leaves no garbage behind. */
    private int copy(int from, long resourceVersion, byte[] target, int at) {
        var head = metadataValue - from;
        System.arraycopy(json, from, target, at, head);
        var tail = splice(resourceVersion, target, at + head);
        System.arraycopy(json, metadataValue, target, tail, json.length - metadataValue);
        return tail + json.length - metadataValue;
    }

    private static int splice(long revision, byte[] target, int at) {
        var end = at + spliceLength(revision);
        System.arraycopy(VERSION, 0, target, at, VERSION.length);
        target[end - 1] = ',';
        target[end - 2] = '"';
        var digit = end - 3;
        var rest = revision;
        do {
            target[digit--] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return end;
    }

    private static int spliceLength(long revision) {
        var digits = 1;
        for (var rest = revision / 10; rest > 0; rest /= 10) digits++;
        return VERSION.length + digits + 2;
    }
}
