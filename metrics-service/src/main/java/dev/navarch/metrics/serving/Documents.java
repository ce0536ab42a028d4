package dev.navarch.metrics.serving;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** The answers' JSON. */
final class Documents {
    static final String GROUP = "metrics.k8s.io";
    static final String VERSION = GROUP + "/v1beta1";

    private Documents() {}

    static String status(int code, String reason, String message) {
        var status = object("v1", "Status");
        status.add("metadata", new JsonObject());
        status.addProperty("status", "Failure");
        status.addProperty("message", message);
        status.addProperty("reason", reason);
        status.addProperty("code", code);
        return status.toString();
    }

    static String group() {
        var version = new JsonObject();
        version.addProperty("groupVersion", VERSION);
        version.addProperty("version", "v1beta1");
        var versions = new JsonArray();
        versions.add(version);
        var group = object("v1", "APIGroup");
        group.addProperty("name", GROUP);
        group.add("versions", versions);
        group.add("preferredVersion", version);
        return group.toString();
    }

    static String resources() {
        var resources = new JsonArray();
        resources.add(resource("nodes", false, "NodeMetrics"));
        resources.add(resource("pods", true, "PodMetrics"));
        var list = object("v1", "APIResourceList");
        list.addProperty("groupVersion", VERSION);
        list.add("resources", resources);
        return list.toString();
    }

    static String list(String kind, List<JsonObject> items) {
        var all = new JsonArray();
        items.forEach(all::add);
        var list = object(VERSION, kind);
        list.add("metadata", new JsonObject());
        list.add("items", all);
        return list.toString();
    }

    static JsonObject object(String apiVersion, String kind) {
        var object = new JsonObject();
        object.addProperty("kind", kind);
        object.addProperty("apiVersion", apiVersion);
        return object;
    }

    private static JsonObject resource(String name, boolean namespaced, String kind) {
        var verbs = new JsonArray();
        verbs.add("get");
        verbs.add("list");
        var resource = new JsonObject();
        resource.addProperty("name", name);
        resource.addProperty("singularName", "");
        resource.addProperty("namespaced", namespaced);
        resource.addProperty("kind", kind);
        resource.add("verbs", verbs);
        return resource;
    }
}
