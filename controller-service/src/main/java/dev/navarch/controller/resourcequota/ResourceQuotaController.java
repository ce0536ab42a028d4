package dev.navarch.controller.resourcequota;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import dev.navarch.machinery.quantity.ResourceAmounts;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ResourceQuota;
import io.kubernetes.client.openapi.models.V1ResourceQuotaStatus;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a namespace uses of a quota: when the quota changes, when something that it counts is deleted or ends, and every few
 * minutes, since what admission charges for an object that is not stored after all nobody else takes back.
 */
public final class ResourceQuotaController {
    private static final Duration RECOUNT = Duration.ofMinutes(5);
    /** By then an object that admission had charged while it was being counted has reached the copies. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(2);

    private final ResourceClient<V1ResourceQuota> client;
    private final Informer<V1ResourceQuota> quotas;
    private final CountedObjects objects;
    private final Clock clock;

    public ResourceQuotaController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1ResourceQuota.class);
        this.quotas = cluster.informer(V1ResourceQuota.class);
        this.objects = new CountedObjects(cluster, clock);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("resourcequota")
                .workers(5)
                .watchingChanges(V1ResourceQuota.class, ResourceQuotaController::withNewSpec)
                .fedBy(this::feed, List::of)
                .reconciledBy(this::reconcile);
    }

    private void feed(Consumer<Key> queue) {
        objects.onLessUsed(quota -> queue.accept(Key.of(quota)));
    }

    private Outcome reconcile(Key key) {
        var quota = quotas.find(key.namespace(), key.name());
        if (quota == null) {
            return Outcome.done();
        }
        var limits = new QuotaLimits(quota);
        var used = limits.names().isEmpty()
                ? ResourceAmounts.NONE
                : objects.used(key.namespace(), limits, clock.instant());
        var status = new V1ResourceQuotaStatus().hard(quota.getSpec().getHard()).used(amounts(limits, used));
        if (same(quota.getStatus(), status)) {
            return Outcome.requeueAfter(RECOUNT);
        }
        write(ModelJson.copy(quota).status(status));
        return Outcome.requeueAfter(SECOND_LOOK);
    }

    /** Admission's charges change the status alone; counting after each would undo those whose object is still on its way. */
    private static List<Key> withNewSpec(@Nullable V1ResourceQuota before, @Nullable V1ResourceQuota after) {
        return after == null || (before != null && Objects.equals(before.getSpec(), after.getSpec()))
                ? List.of()
                : List.of(Key.of(after));
    }

    /** A conflict says that admission has charged something meanwhile; then it is counted again. */
    private void write(V1ResourceQuota quota) {
        try {
            client.updateStatus(quota);
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    /** A figure for each limit, zero where nothing is used. */
    private static Map<String, Quantity> amounts(QuotaLimits limits, ResourceAmounts used) {
        var amounts = new TreeMap<String, Quantity>();
        for (var name : limits.names()) {
            var amount = used.find(name);
            amounts.put(name, new Quantity(amount == null ? "0" : amount.toString()));
        }
        return amounts;
    }

    private static boolean same(@Nullable V1ResourceQuotaStatus before, V1ResourceQuotaStatus after) {
        return before != null
                && numbers(before.getHard()).equals(numbers(after.getHard()))
                && numbers(before.getUsed()).equals(numbers(after.getUsed()));
    }

    private static Map<String, BigDecimal> numbers(@Nullable Map<String, Quantity> amounts) {
        var numbers = new HashMap<String, BigDecimal>();
        Objects.requireNonNullElse(amounts, Map.<String, Quantity>of())
                .forEach((name, amount) -> numbers.put(name, amount.getNumber().stripTrailingZeros()));
        return numbers;
    }
}
