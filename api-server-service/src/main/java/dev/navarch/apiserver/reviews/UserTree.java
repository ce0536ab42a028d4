package dev.navarch.apiserver.reviews;

import dev.navarch.apiserver.request.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A user as reviews write and read it. */
public final class UserTree {
    private UserTree() {}

    public static void write(UserInfo user, ObjectNode into) {
        if (!user.name().isEmpty()) into.put("username", user.name());
        if (!user.uid().isEmpty()) into.put("uid", user.uid());
        if (!user.groups().isEmpty()) user.groups().forEach(into.putArray("groups")::add);
        if (user.extra().isEmpty()) return;
        var extra = into.putObject("extra");
        new TreeMap<>(user.extra()).forEach((key, values) -> values.forEach(extra.putArray(key)::add));
    }

    /** Of a SubjectAccessReview's spec. */
    static UserInfo readSpec(JsonNode spec) {
        var extra = new LinkedHashMap<String, List<String>>();
        spec.path("extra").forEachEntry((key, values) -> extra.put(key, texts(values)));
        return new UserInfo(
                spec.path("user").asString(""), spec.path("uid").asString(""), texts(spec.path("groups")), extra);
    }

    private static List<String> texts(JsonNode values) {
        var texts = new ArrayList<String>();
        for (var value : values) texts.add(value.asString(""));
        return texts;
    }
}
