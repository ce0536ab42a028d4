package dev.navarch.apiserver.registry;

import dev.navarch.machinery.name.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The hooks of each resource, in order. */
final class WriteHooks {
    private final Supplier<List<WriteHook>> all;
    private volatile @Nullable Map<GroupResource, List<WriteHook>> byResource;

    /** @param all asked for at the first write: hooks may themselves write */
    WriteHooks(Supplier<List<WriteHook>> all) {
        this.all = all;
    }

    /** @return undoes what all of them did */
    Runnable beforeWrite(ServedResource resource, ObjectNode object, @Nullable ObjectNode stored, boolean dryRun) {
        var undo = new ArrayList<Runnable>();
        Runnable undoAll = () -> undo.reversed().forEach(Runnable::run);
        try {
            for (var hook : of(resource)) undo.add(hook.beforeWrite(object, stored, dryRun));
        } catch (RuntimeException failed) {
            undoAll.run();
            throw failed;
        }
        return undoAll;
    }

    void afterUpdate(ServedResource resource, ObjectNode written, ObjectNode stored) {
        of(resource).forEach(hook -> hook.afterUpdate(written, stored));
    }

    void afterDelete(ServedResource resource, ObjectNode last) {
        of(resource).forEach(hook -> hook.afterDelete(last));
    }

    private List<WriteHook> of(ServedResource resource) {
        var known = byResource;
        if (known == null) {
            known = all.get().stream().collect(Collectors.groupingBy(WriteHook::resource));
            byResource = known;
        }
        return known.getOrDefault(resource.groupResource(), List.of());
    }
}
