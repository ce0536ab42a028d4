package dev.navarch.nodeagent.volume;

import io.kubernetes.client.openapi.models.V1KeyToPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which keys of a ConfigMap or Secret become which files. */
record KeySelection(String volume, @Nullable List<V1KeyToPath> items, int defaultMode, boolean optional) {

    /** All keys, or the listed ones under the listed paths. */
    Map<String, ProjectedFile> files(Map<String, byte[]> data) {
        var files = new TreeMap<String, ProjectedFile>();
        if (items == null || items.isEmpty()) {
            data.forEach((key, content) -> files.put(key, new ProjectedFile(content, defaultMode)));
            return files;
        }
        for (var item : items) {
            var content = data.get(item.getKey());
            if (content != null) {
                files.put(
                        item.getPath(),
                        new ProjectedFile(content, item.getMode() == null ? defaultMode : item.getMode()));
            } else if (!optional) {
                throw new VolumeException(volume, "references non-existent config key: " + item.getKey());
            }
        }
        return files;
    }
}
