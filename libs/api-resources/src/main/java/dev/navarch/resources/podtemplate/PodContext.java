package dev.navarch.resources.podtemplate;

import dev.navarch.resources.validation.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What the rules for one part of a pod's spec need to know of the others.
 *
 * @param template whether this is a template and no pod yet
 * @param name of the pod; empty in templates
 * @param volumes by name; filled with those that are in order while the volumes are looked at
 * @param claims of {@code resourceClaims}, by name
 */
record PodContext(
        boolean template,
        String name,
        Map<String, JsonNode> volumes,
        Set<String> claims,
        String restartPolicy,
        String os,
        long gracePeriodSeconds,
        boolean hostNetwork,
        boolean ownUsers,
        Set<String> containers,
        boolean update) {
    static PodContext of(Field spec, boolean template, String name, boolean update) {
        var hostUsers = spec.get("hostUsers");
        return new PodContext(
                template,
                name,
                new HashMap<>(),
                new HashSet<>(names(spec, "resourceClaims")),
                spec.get("restartPolicy").text(),
                spec.get("os").get("name").text(),
                spec.get("terminationGracePeriodSeconds").number(),
                spec.get("hostNetwork").flag(),
                hostUsers.present() && !hostUsers.flag(),
                new HashSet<>(Stream.of("containers", "initContainers")
                        .flatMap(list -> names(spec, list).stream())
                        .toList()),
                update);
    }

    private static List<String> names(Field spec, String list) {
        var names = new ArrayList<String>();
        for (var item : spec.get(list).items()) names.add(item.get("name").text());
        return names;
    }
}
