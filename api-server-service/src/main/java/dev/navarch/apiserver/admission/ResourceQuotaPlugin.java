package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.admission.AdmissionRequest.Operation;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.quantity.ResourceAmounts;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.resources.quota.QuotaEvaluator;
import dev.navarch.resources.quota.QuotaEvaluators;
import dev.navarch.resources.quota.QuotaScope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Charges what a new object uses to its namespace's quotas, and refuses it where one would be exceeded. Each charge is a
 * compare-and-set of the quota's status, decided on the newest, so that no two servers spend the same; whatever is charged for an
 * object that is not stored after all, the quota loop finds.
 */
public final class ResourceQuotaPlugin implements AdmissionPlugin {
    private static final GroupResource QUOTAS = new GroupResource("", "resourcequotas");
    private static final GroupResource PODS = new GroupResource("", "pods");
    /** Requests of one namespace would only make each other repeat the compare-and-set. */
    private static final int TURNS = 64;

    private static final int NOT_FOUND = 404;

    private final ObjectReader objects;
    private final ObjectWriter writer;
    private final Clock clock;
    private final Object[] turns = new Object[TURNS];

    public ResourceQuotaPlugin(ObjectReader objects, ObjectWriter writer, Clock clock) {
        this.objects = objects;
        this.writer = writer;
        this.clock = clock;
        for (var i = 0; i < TURNS; i++) turns[i] = new Object();
    }

    @Override
    public String name() {
        return "ResourceQuota";
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        var object = request.object();
        if (object == null || request.namespace().isEmpty()) return;
        var evaluator = QuotaEvaluators.find(request.request().groupResource());
        if (evaluator == null || !isCharged(request, evaluator)) return;
        var concerned = objects.list(QUOTAS, request.namespace()).stream()
                .filter(quota -> evaluator.concerns(QuotaScope.of(quota.path("spec")), hardNames(quota), object))
                .toList();
        if (concerned.isEmpty()) return;
        var usage = additionalUsage(request, evaluator, object);
        for (var quota : concerned) checkThatAllIsSaid(request, evaluator, object, quota);
        if (usage.isZero()) return;
        for (var quota : concerned) used(request, quota, usage);
        if (request.dryRun() || isThereAlready(request)) return;
        synchronized (turns[Math.floorMod(request.namespace().hashCode(), TURNS)]) {
            charge(request, concerned, usage);
        }
    }

    private static boolean isCharged(AdmissionRequest request, QuotaEvaluator evaluator) {
        return switch (request.operation()) {
            case CREATE -> request.request().subresource().isEmpty();
            case UPDATE ->
                request.request().subresource().isEmpty()
                        ? evaluator.chargesUpdates()
                        : request.request().subresource().equals("resize")
                                && request.request().groupResource().equals(PODS);
            case DELETE, CONNECT -> false;
        };
    }

    private ResourceAmounts additionalUsage(AdmissionRequest request, QuotaEvaluator evaluator, ObjectNode object) {
        var now = clock.instant();
        var usage = evaluator.usage(object, now);
        return request.operation() == Operation.UPDATE && request.stored() != null
                ? usage.minus(evaluator.usage(request.stored(), now))
                : usage;
    }

    private static void checkThatAllIsSaid(
            AdmissionRequest request, QuotaEvaluator evaluator, ObjectNode object, ObjectNode quota) {
        var counted = hardNames(quota).stream().filter(evaluator::counts).collect(Collectors.toUnmodifiableSet());
        var unspecified = evaluator.unspecified(counted, object);
        if (unspecified != null) throw request.forbidden("failed quota: " + nameOf(quota) + ": " + unspecified);
        var unknown = counted.stream()
                .filter(name -> !quota.path("status").path("used").has(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty())
            throw request.forbidden("status unknown for quota: " + nameOf(quota) + ", resources: "
                    + String.join(",", counted.stream().sorted().toList()));
    }

    /** What is used of the quota with the object. */
    private static ResourceAmounts used(AdmissionRequest request, JsonNode quota, ResourceAmounts usage) {
        var status = quota.path("status");
        var hard = ResourceAmounts.of(status.path("hard"));
        var used = ResourceAmounts.of(status.path("used"));
        var requested = usage.only(name -> hard.find(name) != null);
        var all = used.plus(requested);
        var exceeded = Set.copyOf(all.only(name -> requested.find(name) != null).above(hard));
        if (!exceeded.isEmpty())
            throw request.forbidden("exceeded quota: " + nameOf(quota) + ", requested: "
                    + requested.only(exceeded::contains) + ", used: " + used.only(exceeded::contains) + ", limited: "
                    + hard.only(exceeded::contains));
        return all;
    }

    private void charge(AdmissionRequest request, List<ObjectNode> quotas, ResourceAmounts usage) {
        var charged = new ArrayList<ObjectNode>();
        try {
            for (var quota : quotas) {
                change(quota, newest -> used(request, newest, usage));
                charged.add(quota);
            }
        } catch (StatusException refused) {
            for (var quota : charged)
                change(
                        quota,
                        newest -> ResourceAmounts.of(newest.path("status").path("used"))
                                .minus(usage));
            throw refused;
        }
    }

    private interface Usage {
        ResourceAmounts after(ObjectNode newest);
    }

    /** A quota that is gone by now limits nothing. */
    private void change(ObjectNode quota, Usage usage) {
        try {
            var namespace = quota.path("metadata").path("namespace").asString("");
            writer.change(
                    QUOTAS,
                    namespace,
                    nameOf(quota),
                    newest -> usage.after(newest)
                            .writeTo(newest.withObject("status").withObject("used")));
        } catch (StatusException e) {
            if (e.status().code() != NOT_FOUND) throw e;
        }
    }

    /** The store will refuse it; then nothing should be charged. */
    private boolean isThereAlready(AdmissionRequest request) {
        return request.operation() == Operation.CREATE
                && objects.find(request.request().groupResource(), request.namespace(), request.targetName()) != null;
    }

    private static Set<String> hardNames(JsonNode quota) {
        return ResourceAmounts.of(quota.path("status").path("hard")).byName().keySet();
    }

    private static String nameOf(JsonNode quota) {
        return quota.path("metadata").path("name").asString("");
    }
}
