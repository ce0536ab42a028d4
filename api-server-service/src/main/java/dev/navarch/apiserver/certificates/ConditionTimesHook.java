package dev.navarch.apiserver.certificates;

import dev.navarch.apiserver.registry.WriteHook;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.time.Timestamps;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Conditions that come without their times get them: those of the same condition before, or now. */
public final class ConditionTimesHook implements WriteHook {
    private final Clock clock;

    public ConditionTimesHook(Clock clock) {
        this.clock = clock;
    }

    @Override
    public GroupResource resource() {
        return SigningRequests.RESOURCE;
    }

    @Override
    public Runnable beforeWrite(ObjectNode object, @Nullable ObjectNode stored, boolean dryRun) {
        for (var condition : object.path("status").path("conditions")) {
            if (!(condition instanceof ObjectNode fresh)) continue;
            fill(fresh, "lastTransitionTime", stored, List.of("type", "status"));
            fill(fresh, "lastUpdateTime", stored, List.of("type", "status", "reason", "message"));
        }
        return () -> {};
    }

    private void fill(ObjectNode condition, String time, @Nullable ObjectNode stored, List<String> identity) {
        if (condition.hasNonNull(time)) return;
        var before = stored == null ? "" : timeBefore(condition, time, stored, identity);
        condition.put(time, before.isEmpty() ? Timestamps.seconds(clock.instant()) : before);
    }

    private static String timeBefore(JsonNode condition, String time, ObjectNode stored, List<String> identity) {
        for (var known : stored.path("status").path("conditions"))
            if (identity.stream().allMatch(field -> known.path(field).equals(condition.path(field))))
                return known.path(time).asString("");
        return "";
    }
}
