package dev.navarch.controller.volumeprotection;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.common.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

final class Finalizers {
    private Finalizers() {}

    static boolean has(KubernetesObject object, String finalizer) {
        return of(object).contains(finalizer);
    }

    static <T extends KubernetesObject> void ensure(ResourceClient<T> client, T object, String finalizer) {
        if (!has(object, finalizer)) {
            var more = new ArrayList<>(of(object));
            more.add(finalizer);
            write(client, object, more);
        }
    }

    static <T extends KubernetesObject> void remove(ResourceClient<T> client, T object, String finalizer) {
        if (has(object, finalizer)) {
            var fewer = new ArrayList<>(of(object));
            fewer.remove(finalizer);
            write(client, object, fewer);
        }
    }

    private static <T extends KubernetesObject> void write(
            ResourceClient<T> client, T object, List<String> finalizers) {
        var next = ModelJson.copy(object);
        next.getMetadata().setFinalizers(finalizers);
        try {
            client.update(next);
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private static List<String> of(KubernetesObject object) {
        return Objects.requireNonNullElse(object.getMetadata().getFinalizers(), List.of());
    }
}
