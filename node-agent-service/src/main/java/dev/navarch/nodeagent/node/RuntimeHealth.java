package dev.navarch.nodeagent.node;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.RuntimeCondition;
import dev.navarch.nodeagent.cri.v1.StatusRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What stands in the way of running pods. */
public final class RuntimeHealth {
    private final CriClient client;
    private final BooleanSupplier listing;

    /** @param listing false when the runtime has not told its pods for long */
    public RuntimeHealth(CriClient client, BooleanSupplier listing) {
        this.client = client;
        this.listing = listing;
    }

    /** Empty when nothing does. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        try {
            client
                    .runtime(Duration.ofSeconds(5))
                    .status(StatusRequest.getDefaultInstance())
                    .getStatus()
                    .getConditionsList()
                    .stream()
                    .filter(condition -> !condition.getStatus())
                    .map(RuntimeHealth::text)
                    .forEach(problems::add);
        } catch (StatusRuntimeException e) {
            problems.add("container runtime is down");
        }
        if (!listing.getAsBoolean()) problems.add("PLEG is not healthy: the runtime's pods were not listed for 3m0s");
        return problems;
    }

    private static String text(RuntimeCondition condition) {
        var what = condition.getType().equals("NetworkReady")
                ? "container runtime network not ready"
                : "container runtime not ready";
        return what + ": " + condition.getType() + "=false reason:" + condition.getReason() + " message:"
                + condition.getMessage();
    }
}
