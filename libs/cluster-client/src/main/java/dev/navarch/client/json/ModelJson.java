package dev.navarch.client.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.ToNumberPolicy;
import dev.navarch.client.ObjectMetadata;
import dev.navarch.client.ResourceCatalog;
import dev.navarch.client.ServedResource;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ManagedFieldsEntry;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one Gson of the process: the models' own generated adapters, which check every level twice, are left out. Unknown fields
 * are ignored.
 */
public final class ModelJson {
    private static final Gson GSON = builder().create();
    private static final Gson LEAN = builder()
            .registerTypeAdapter(V1ManagedFieldsEntry.class, new SkippedAdapter<>())
            .create();
    private static final Map<Class<?>, TypeNames> NAMES = typeNames();

    private ModelJson() {}

    public static Gson gson() {
        return GSON;
    }

    /** Reads managedFields as nothing; for caches. */
    public static Gson withoutManagedFields() {
        return LEAN;
    }

    public static JsonObject tree(Object model) {
        return GSON.toJsonTree(model).getAsJsonObject();
    }

    public static JsonObject parse(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }

    public static <T> T read(JsonElement tree, Class<T> type) {
        return GSON.fromJson(tree, type);
    }

    @SuppressWarnings("unchecked")
    public static <T extends KubernetesObject> T copy(T object) {
        return (T) GSON.fromJson(GSON.toJsonTree(object), object.getClass());
    }

    /** Items of a list come without apiVersion and kind. */
    public static <T extends KubernetesObject> T named(T object) {
        var names = NAMES.get(object.getClass());
        if (names != null && (object.getKind() == null || object.getApiVersion() == null)) {
            names.write(object);
        }
        return object;
    }

    private static GsonBuilder builder() {
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
                .registerTypeAdapterFactory(new EmptyIsAbsent())
                .registerTypeAdapter(OffsetDateTime.class, new TimestampAdapter())
                .registerTypeAdapter(byte[].class, new Base64Adapter());
    }

    private static Map<Class<?>, TypeNames> typeNames() {
        var names = new LinkedHashMap<Class<?>, TypeNames>();
        ResourceCatalog.all().forEach((type, resource) -> names.put(type, TypeNames.of(type, resource)));
        names.remove(ObjectMetadata.class);
        return names;
    }

    private record TypeNames(String apiVersion, String kind, MethodHandle setApiVersion, MethodHandle setKind) {
        static TypeNames of(Class<?> type, ServedResource resource) {
            try {
                var setter = MethodType.methodType(void.class, String.class);
                var lookup = MethodHandles.publicLookup();
                return new TypeNames(
                        resource.apiVersion(),
                        resource.kind(),
                        lookup.findVirtual(type, "setApiVersion", setter),
                        lookup.findVirtual(type, "setKind", setter));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type.getName() + " has no setApiVersion or setKind", e);
            }
        }

        void write(Object object) {
            try {
                setApiVersion.invoke(object, apiVersion);
                setKind.invoke(object, kind);
            } catch (Throwable e) {
                throw new IllegalStateException("Cannot name a " + kind, e);
            }
        }
    }
}
