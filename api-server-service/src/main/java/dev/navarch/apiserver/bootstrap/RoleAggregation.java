package dev.navarch.apiserver.bootstrap;

import dev.navarch.apiserver.authorization.rbac.PolicyRule;
import dev.navarch.apiserver.authorization.rbac.RoleBook;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.machinery.status.StatusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the rules of cluster roles that are the sum of others. Runs in the API server, so that {@code admin}, {@code edit} and
 * {@code view} work before any controller does; once while the server starts, then after each change of a cluster role.
 */
public final class RoleAggregation implements BootstrapStep, ObjectReader.ObjectListener {
    private static final Logger log = LoggerFactory.getLogger(RoleAggregation.class);
    private static final Duration SETTLE = Duration.ofMillis(50);
    private static final Duration RESYNC = Duration.ofMinutes(10);
    /** Sums of sums settle after as many rounds as they are deep; the built-in ones are three deep. */
    private static final int ROUNDS = 5;

    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Semaphore changed = new Semaphore(0);

    public RoleAggregation(ObjectReader reader, ObjectWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public String name() {
        return "rbac/aggregated-roles";
    }

    @Override
    public void run() {
        var roles = new LinkedHashMap<String, ObjectNode>();
        reader.list(RoleBook.CLUSTER_ROLES, "").stream()
                .sorted(Comparator.comparing(RoleAggregation::nameOf))
                .forEach(role -> roles.put(nameOf(role), role));
        for (var round = 0; round < ROUNDS; round++) if (!fill(roles)) return;
    }

    /** Follows changes until interrupted; on a thread of its own. */
    public void follow() {
        reader.subscribe(RoleBook.CLUSTER_ROLES, this);
        try {
            while (true) {
                var _ = changed.tryAcquire(RESYNC.toMillis(), TimeUnit.MILLISECONDS);
                Thread.sleep(SETTLE);
                changed.drainPermits();
                attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void put(ObjectNode object) {
        changed.release();
    }

    @Override
    public void deleted(ObjectNode last) {
        changed.release();
    }

    @Override
    public void reset() {
        changed.release();
    }

    private void attempt() {
        try {
            run();
        } catch (RuntimeException e) {
            log.warn("Aggregating cluster roles failed, again in {} reason={}", RESYNC, e.getMessage());
        }
    }

    /** @return whether any role changed */
    private boolean fill(Map<String, ObjectNode> roles) {
        var any = false;
        for (var role : List.copyOf(roles.values())) {
            if (!role.hasNonNull("aggregationRule")) continue;
            var sum = sum(role, roles.values());
            if (sum.equals(PolicyRule.rules(role))) continue;
            var rules = role.putArray("rules");
            sum.forEach(rule -> rule.write(rules.addObject()));
            roles.put(nameOf(role), update(role));
            any = true;
        }
        return any;
    }

    private ObjectNode update(ObjectNode role) {
        try {
            return writer.update(RoleBook.CLUSTER_ROLES, role);
        } catch (StatusException e) {
            // Somebody else wrote it; its event brings us back.
            if (e.status().code() != 409 && e.status().code() != 404) throw e;
            return role;
        }
    }

    private static List<PolicyRule> sum(ObjectNode role, Iterable<ObjectNode> all) {
        var selectors = new ArrayList<LabelSelector>();
        for (var selector : role.path("aggregationRule").path("clusterRoleSelectors"))
            selectors.add(LabelSelector.of(selector));
        var sum = new LinkedHashSet<PolicyRule>();
        for (var other : all) {
            if (nameOf(other).equals(nameOf(role))) continue;
            var labels = labelsOf(other);
            if (selectors.stream().anyMatch(selector -> selector.matches(labels))) sum.addAll(PolicyRule.rules(other));
        }
        return List.copyOf(sum);
    }

    private static Map<String, String> labelsOf(ObjectNode object) {
        var labels = new LinkedHashMap<String, String>();
        object.path("metadata").path("labels").forEachEntry((key, value) -> labels.put(key, value.asString("")));
        return labels;
    }

    private static String nameOf(ObjectNode object) {
        return object.path("metadata").path("name").asString("");
    }
}
