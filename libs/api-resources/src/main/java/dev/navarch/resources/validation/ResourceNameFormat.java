package dev.navarch.resources.validation;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.format.Names;
import java.math.BigDecimal;
import java.util.Set;

/** What resources (cpu, memory, example.com/gpu) may be called where, and which of them are counted whole. */
public final class ResourceNameFormat {
    private static final String HUGE_PAGES = "hugepages-";
    private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> STANDARD = Set.of(
            "cpu",
            "memory",
            "ephemeral-storage",
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage",
            "pods",
            "resourcequotas",
            "services",
            "replicationcontrollers",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "storage",
            "requests.storage",
            "services.nodeports",
            "services.loadbalancers");
    private static final Set<String> OF_QUOTAS = Set.of(
            "cpu",
            "memory",
            "ephemeral-storage",
            "requests.cpu",
            "requests.memory",
            "requests.storage",
            "requests.ephemeral-storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage",
            "pods",
            "resourcequotas",
            "services",
            "replicationcontrollers",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "services.nodeports",
            "services.loadbalancers");
    private static final Set<String> COUNTED = Set.of(
            "pods",
            "resourcequotas",
            "services",
            "replicationcontrollers",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "services.nodeports",
            "services.loadbalancers");

    private ResourceNameFormat() {}

    public static boolean isHugePage(String name) {
        return name.startsWith(HUGE_PAGES);
    }

    public static boolean mayBeOvercommitted(String name) {
        return isNative(name) && !isHugePage(name);
    }

    /** Known to Kubernetes itself. */
    public static boolean isNative(String name) {
        return !name.contains("/") || name.contains("kubernetes.io/");
    }

    public static boolean isExtended(String name) {
        return !isNative(name)
                && !name.startsWith("requests.")
                && Names.qualifiedName("requests." + name).isEmpty();
    }

    public static boolean isCounted(String name) {
        return COUNTED.contains(name) || isExtended(name);
    }

    /** In requests and limits. */
    public static void validateForContainers(String name, Field at) {
        if (!validate(name, at)) return;
        if (!name.contains("/")) {
            if (!OF_CONTAINERS.contains(name) && !isHugePage(name))
                at.invalid(name, "must be a standard resource for containers");
        } else if (!isNative(name) && !isExtended(name)) {
            at.invalid(name, "doesn't follow extended resource name standard");
        }
    }

    /** In a quota. */
    public static void validateForQuotas(String name, Field at) {
        if (!validate(name, at)) return;
        if (!name.contains("/") && !OF_QUOTAS.contains(name) && !isHugePage(name.replaceFirst("^requests\\.", "")))
            at.invalid(name, "must be a standard resource for quota");
    }

    /** Anywhere: well-formed, and known or of a domain. */
    public static boolean validate(String name, Field at) {
        var before = at.errors().size();
        Names.qualifiedName(name).forEach(problem -> at.invalid(name, problem));
        if (at.errors().size() > before) return false;
        if (!name.contains("/") && !STANDARD.contains(name) && !isHugePage(name.replaceFirst("^requests\\.", "")))
            at.invalid(name, "must be a standard resource type or fully qualified");
        return true;
    }

    public static void validateAmount(String name, Field amount) {
        var value = Quantity.find(amount.value().asString(""));
        if (value == null) return;
        if (value.signum() < 0) amount.invalid(value.toString(), "must be greater than or equal to 0");
        if (isCounted(name) && value.amount().remainder(BigDecimal.ONE).signum() != 0)
            amount.invalid(value.toString(), "must be an integer");
    }
}
