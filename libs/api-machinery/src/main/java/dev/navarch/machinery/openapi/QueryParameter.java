package dev.navarch.machinery.openapi;

import java.util.List;

/** @param type string, integer or boolean */
record QueryParameter(String name, String type) {
    static final List<QueryParameter> READ = List.of(text("pretty"));
    static final List<QueryParameter> WRITE =
            List.of(text("pretty"), text("dryRun"), text("fieldManager"), text("fieldValidation"));
    static final List<QueryParameter> PATCH =
            List.of(text("pretty"), text("dryRun"), text("fieldManager"), text("fieldValidation"), flag("force"));
    static final List<QueryParameter> DELETE = List.of(
            text("pretty"),
            text("dryRun"),
            number("gracePeriodSeconds"),
            flag("ignoreStoreReadErrorWithClusterBreakingPotential"),
            flag("orphanDependents"),
            text("propagationPolicy"));
    static final List<QueryParameter> LIST = List.of(
            text("pretty"),
            flag("allowWatchBookmarks"),
            text("continue"),
            text("fieldSelector"),
            text("labelSelector"),
            number("limit"),
            text("resourceVersion"),
            text("resourceVersionMatch"),
            flag("sendInitialEvents"),
            number("timeoutSeconds"),
            flag("watch"));

    private static QueryParameter text(String name) {
        return new QueryParameter(name, "string");
    }

    private static QueryParameter number(String name) {
        return new QueryParameter(name, "integer");
    }

    private static QueryParameter flag(String name) {
        return new QueryParameter(name, "boolean");
    }
}
