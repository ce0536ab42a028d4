package dev.navarch.loop;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient;
import io.kubernetes.client.common.KubernetesObject;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class NotingResourceClient<T extends KubernetesObject> implements ResourceClient<T> {
    private final ResourceClient<T> client;
    private final Class<T> type;

    NotingResourceClient(ResourceClient<T> client, Class<T> type) {
        this.client = client;
        this.type = type;
    }

    @Override
    public @Nullable T find(String namespace, String name) {
        return client.find(namespace, name);
    }

    @Override
    public T get(String namespace, String name) {
        return client.get(namespace, name);
    }

    @Override
    public List<T> list(String namespace, String labelSelector, String fieldSelector) {
        return client.list(namespace, labelSelector, fieldSelector);
    }

    @Override
    public T create(T object) {
        return noted(namespace(object), () -> client.create(object));
    }

    @Override
    public T update(T object) {
        return noted(namespace(object), () -> client.update(object));
    }

    @Override
    public T updateStatus(T object) {
        return noted(namespace(object), () -> client.updateStatus(object));
    }

    @Override
    public T updateSubresource(T object, String subresource) {
        return noted(namespace(object), () -> client.updateSubresource(object, subresource));
    }

    @Override
    public T patch(String namespace, String name, PatchType patchType, String body) {
        return noted(namespace, () -> client.patch(namespace, name, patchType, body));
    }

    @Override
    public T patchStatus(String namespace, String name, PatchType patchType, String body) {
        return noted(namespace, () -> client.patchStatus(namespace, name, patchType, body));
    }

    @Override
    public void delete(String namespace, String name, DeleteRequest request) {
        client.delete(namespace, name, request);
        WriteLog.note(new WriteLog.Write.Deleted(type, namespace, name, request.uid()));
    }

    @Override
    public <A> A createSubresource(
            String namespace, String name, String subresource, Object body, Class<A> answerType) {
        return client.createSubresource(namespace, name, subresource, body, answerType);
    }

    private T noted(String namespace, Supplier<T> write) {
        try {
            var written = write.get();
            var revision = written.getMetadata().getResourceVersion();
            if (revision != null) {
                WriteLog.note(new WriteLog.Write.Stored(type, Long.parseLong(revision)));
            }
            return written;
        } catch (ApiFailure e) {
            if (e.isUnknown()) {
                WriteLog.note(new WriteLog.Write.Unknown(type, namespace));
            }
            throw e;
        }
    }

    private static String namespace(KubernetesObject object) {
        return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
    }
}
