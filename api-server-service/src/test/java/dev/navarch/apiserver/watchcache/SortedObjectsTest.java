package dev.navarch.apiserver.watchcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedObjectsTest {
    @Test
    void holdsWhatATreeMapHolds() {
        var random = new Random(7);
        var expected = new TreeMap<String, Long>();
        var objects = SortedObjects.EMPTY;
        for (var step = 1; step <= 3000; step++) {
            var key = "ns" + random.nextInt(5) + "/o" + random.nextInt(400);
            if (random.nextInt(3) > 0) {
                objects = objects.with(object(key, step));
                expected.put(key, (long) step);
            } else {
                objects = objects.without(key);
                expected.remove(key);
            }
        }
        assertThat(objects.size()).isEqualTo(expected.size());
        assertThat(keys(objects, "", null)).containsExactlyElementsOf(expected.keySet());
        assertThat(keys(objects, "ns2/", "ns20"))
                .containsExactlyElementsOf(expected.subMap("ns2/", "ns20").keySet());
        assertThat(objects.rank("ns3/")).isEqualTo(expected.headMap("ns3/").size());
        for (var key : expected.keySet()) assertThat(revision(objects, key)).isEqualTo(expected.get(key));
    }

    @Test
    void leavesAnEarlierSnapshotAlone() {
        var before = SortedObjects.EMPTY.with(object("a/x", 1)).with(object("a/y", 2));
        var after = before.with(object("a/x", 3)).without("a/y");
        assertThat(revision(before, "a/x")).isEqualTo(1);
        assertThat(keys(before, "", null)).containsExactly("a/x", "a/y");
        assertThat(keys(after, "", null)).containsExactly("a/x");
    }

    private static long revision(SortedObjects objects, String key) {
        var found = objects.get(key);
        return found == null ? 0 : found.revision();
    }

    private static List<String> keys(SortedObjects objects, String from, @org.jspecify.annotations.Nullable String to) {
        var keys = new ArrayList<String>();
        objects.between(from, to).forEachRemaining(object -> keys.add(object.key()));
        return keys;
    }

    private static CachedObject object(String key, long revision) {
        return new CachedObject(key, new byte[0], revision, 0, 0, Map.of(), Map.of());
    }
}
