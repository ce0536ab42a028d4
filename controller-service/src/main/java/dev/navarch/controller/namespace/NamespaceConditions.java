package dev.navarch.controller.namespace;

import dev.navarch.client.Timestamps;
import dev.navarch.controller.namespace.NamespaceContents.Remains;
import io.kubernetes.client.openapi.models.V1NamespaceCondition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The five things that a namespace says while it goes away. */
final class NamespaceConditions {
    private final Clock clock;

    NamespaceConditions(Clock clock) {
        this.clock = clock;
    }

    List<V1NamespaceCondition> of(Remains remains, @Nullable List<V1NamespaceCondition> before) {
        var conditions = new ArrayList<V1NamespaceCondition>();
        conditions.add(judge(
                "NamespaceDeletionDiscoveryFailure",
                !remains.discoveryFailures().isEmpty(),
                "DiscoveryFailed",
                "Discovery failed for some groups, %d failing: %s"
                        .formatted(
                                remains.discoveryFailures().size(),
                                remains.discoveryFailures().keySet()),
                "ResourcesDiscovered",
                "All resources successfully discovered"));
        conditions.add(judge(
                "NamespaceDeletionGroupVersionParsingFailure",
                false,
                "",
                "",
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed"));
        conditions.add(judge(
                "NamespaceDeletionContentFailure",
                !remains.errors().isEmpty(),
                "ContentDeletionFailed",
                "Failed to delete all resource types, %d remaining: %s"
                        .formatted(remains.errors().size(), String.join(", ", remains.errors())),
                "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization"));
        conditions.add(judge(
                "NamespaceContentRemaining",
                !remains.counts().isEmpty(),
                "SomeResourcesRemain",
                "Some resources are remaining: "
                        + remains.counts().entrySet().stream()
                                .map(entry -> entry.getKey() + " has " + entry.getValue() + " resource instances")
                                .collect(Collectors.joining(", ")),
                "ContentRemoved",
                "All content successfully removed"));
        conditions.add(judge(
                "NamespaceFinalizersRemaining",
                !remains.finalizers().isEmpty(),
                "SomeFinalizersRemain",
                "Some content in the namespace has finalizers remaining: "
                        + remains.finalizers().entrySet().stream()
                                .map(entry -> entry.getKey() + " in " + entry.getValue() + " resource instances")
                                .collect(Collectors.joining(", ")),
                "ContentHasNoFinalizers",
                "All content-preserving finalizers finished"));
        conditions.forEach(condition -> keepTime(condition, before));
        return conditions;
    }

    private V1NamespaceCondition judge(
            String type, boolean bad, String badReason, String badMessage, String goodReason, String goodMessage) {
        return new V1NamespaceCondition()
                .type(type)
                .status(bad ? "True" : "False")
                .reason(bad ? badReason : goodReason)
                .message(bad ? badMessage : goodMessage)
                .lastTransitionTime(Timestamps.seconds(clock));
    }

    private static void keepTime(V1NamespaceCondition condition, @Nullable List<V1NamespaceCondition> before) {
        Objects.requireNonNullElse(before, List.<V1NamespaceCondition>of()).stream()
                .filter(known -> Objects.equals(known.getType(), condition.getType())
                        && Objects.equals(known.getStatus(), condition.getStatus()))
                .findFirst()
                .ifPresent(known -> condition.setLastTransitionTime(known.getLastTransitionTime()));
    }
}
