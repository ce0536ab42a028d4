package dev.navarch.apiserver.aggregation;

import dev.navarch.machinery.time.Timestamps;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The condition Available of an APIService. */
record Availability(boolean available, String reason, String message) {
    private static final String TYPE = "Available";

    static final Availability LOCAL = new Availability(true, "Local", "Local APIServices are always available");
    static final Availability PASSED = new Availability(true, "Passed", "all checks passed");

    static Availability missing(String reason, String message) {
        return new Availability(false, reason, message);
    }

    static boolean isAvailable(JsonNode apiService) {
        return condition(apiService).path("status").asString("").equals("True");
    }

    boolean isTold(JsonNode apiService) {
        var told = condition(apiService);
        return told.path("status").asString("").equals(status())
                && told.path("reason").asString("").equals(reason)
                && told.path("message").asString("").equals(message);
    }

    void tell(ObjectNode apiService, Instant now) {
        var told = condition(apiService);
        var since = told.path("status").asString("").equals(status())
                ? told.path("lastTransitionTime").asString(Timestamps.seconds(now))
                : Timestamps.seconds(now);
        var conditions = apiService.withObject("status").withArray("conditions");
        var mine = told instanceof ObjectNode present ? present : conditions.addObject();
        mine.put("type", TYPE)
                .put("status", status())
                .put("lastTransitionTime", since)
                .put("reason", reason)
                .put("message", message);
    }

    private String status() {
        return available ? "True" : "False";
    }

    private static JsonNode condition(JsonNode apiService) {
        var conditions = apiService.path("status").path("conditions");
        for (var condition : conditions) if (condition.path("type").asString("").equals(TYPE)) return condition;
        return conditions.path(-1);
    }
}
