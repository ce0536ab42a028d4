package dev.navarch.pki;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A whole kubeconfig file: what it does not know it keeps, in the order it stood. Comments are lost. */
final class KubeconfigDocument {
    private final Map<String, Object> root;

    private KubeconfigDocument(Map<String, Object> root) {
        this.root = root;
    }

    static KubeconfigDocument empty() {
        var root = new LinkedHashMap<String, Object>();
        root.put("apiVersion", "v1");
        root.put("kind", "Config");
        for (var section : List.of("clusters", "contexts", "users")) root.put(section, new ArrayList<>());
        return new KubeconfigDocument(root);
    }

    static KubeconfigDocument parse(String yaml) {
        Object loaded;
        try {
            loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new PkiException("Not a kubeconfig: " + e.getMessage(), e);
        }
        if (loaded == null) return empty();
        if (!(loaded instanceof Map<?, ?> map)) throw new PkiException("Not a kubeconfig: no map at its top", null);
        var root = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> root.put(String.valueOf(key), value));
        return new KubeconfigDocument(root);
    }

    String currentContext() {
        return root.get("current-context") instanceof String name ? name : "";
    }

    Map<?, ?> entry(String section, String name, String field) {
        var found = find(section, name);
        if (found != null && found.get(field) instanceof Map<?, ?> entry) return entry;
        throw new PkiException("kubeconfig: no entry \"" + name + "\" in " + section, null);
    }

    Map<?, ?> firstCluster() {
        for (var entry : section("clusters"))
            if (entry instanceof Map<?, ?> map && map.get("cluster") instanceof Map<?, ?> cluster) return cluster;
        throw new PkiException("kubeconfig: no cluster in it", null);
    }

    void put(Kubeconfig config, boolean makeCurrent) {
        replace("clusters", config.name(), "cluster", config.clusterEntry());
        replace("contexts", config.name(), "context", config.contextEntry());
        replace("users", config.user(), "user", config.userEntry());
        if (makeCurrent || currentContext().isEmpty()) root.put("current-context", config.name());
    }

    /** Also its cluster and user, unless another context uses them. */
    void remove(String context) {
        var found = find("contexts", context);
        if (found == null) return;
        remove("contexts", context);
        if (found.get("context") instanceof Map<?, ?> entry) {
            removeUnused("clusters", "cluster", entry);
            removeUnused("users", "user", entry);
        }
        if (currentContext().equals(context)) root.put("current-context", "");
    }

    String toYaml() {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(Integer.MAX_VALUE)
                        .setSplitLines(false)
                        .build())
                .dumpToString(root);
    }

    private void removeUnused(String section, String field, Map<?, ?> context) {
        if (!(context.get(field) instanceof String name)) return;
        var used = section("contexts").stream()
                .anyMatch(other -> other instanceof Map<?, ?> map
                        && map.get("context") instanceof Map<?, ?> entry
                        && name.equals(entry.get(field)));
        if (!used) remove(section, name);
    }

    private void replace(String section, String name, String field, Map<String, Object> value) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", name);
        entry.put(field, value);
        var entries = new ArrayList<Object>(section(section));
        var index = entries.indexOf(find(section, name));
        if (index < 0) entries.add(entry);
        else entries.set(index, entry);
        root.put(section, entries);
    }

    private void remove(String section, String name) {
        var entries = new ArrayList<>(section(section));
        entries.removeIf(entry -> entry instanceof Map<?, ?> map && name.equals(map.get("name")));
        root.put(section, entries);
    }

    private @Nullable Map<?, ?> find(String section, String name) {
        for (var entry : section(section))
            if (entry instanceof Map<?, ?> map && name.equals(map.get("name"))) return map;
        return null;
    }

    private List<?> section(String name) {
        return root.get(name) instanceof List<?> entries ? entries : List.of();
    }
}
