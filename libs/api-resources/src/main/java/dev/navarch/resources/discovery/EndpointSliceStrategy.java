package dev.navarch.resources.discovery;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.Generations;
import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class EndpointSliceStrategy extends KindStrategy {
    @Override
    public void applyDefaults(ObjectNode slice) {
        for (var port : Tree.objects(slice, "ports")) {
            Tree.fillAbsent(port, "name", "");
            Tree.fillAbsent(port, "protocol", "TCP");
        }
    }

    @Override
    public void prepareForCreate(ObjectNode slice) {
        Generations.first(slice);
        for (var endpoint : Tree.objects(slice, "endpoints")) endpoint.remove("deprecatedTopology");
    }

    /** Labels and annotations count, too. */
    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        Generations.follow(updated, stored, List.of("endpoints", "ports"));
        var metadata = ObjectMeta.of(updated);
        var before = ObjectMeta.of(stored);
        if (!metadata.labels().equals(before.labels())
                || !metadata.annotations().equals(before.annotations())) metadata.generation(before.generation() + 1);
    }

    @Override
    protected void validate(Field slice) {
        EndpointSliceValidation.validate(slice);
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        updated.get("addressType").immutable(stored.get("addressType"));
    }
}
