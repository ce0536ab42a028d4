package dev.navarch.controller.ownership;

import dev.navarch.client.Informer;
import dev.navarch.controller.selector.LabelSelectors;
import dev.navarch.loop.Key;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whom a change of a child concerns: its controller, or, of an orphan, everybody who would take it in. */
public final class InterestedOwners<O extends KubernetesObject> {
    private final Class<O> type;
    private final Informer<O> owners;
    private final Function<O, @Nullable V1LabelSelector> selector;

    public InterestedOwners(Class<O> type, Informer<O> owners, Function<O, @Nullable V1LabelSelector> selector) {
        this.type = type;
        this.owners = owners;
        this.selector = selector;
    }

    public Collection<Key> of(KubernetesObject child) {
        if (ControllerReferences.of(child) != null) {
            var owner = ControllerReferences.keyOf(child, type);
            return owner == null ? List.of() : List.of(owner);
        }
        var namespace = Objects.requireNonNullElse(child.getMetadata().getNamespace(), "");
        return owners.list(namespace).stream()
                .filter(owner -> LabelSelectors.matches(
                        selector.apply(owner), child.getMetadata().getLabels()))
                .map(Key::of)
                .toList();
    }
}
