package dev.navarch.apiserver.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.registry.DeleteOptions.Propagation;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.metadata.NameGenerator;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.resources.catalog.ResourceCatalog;
import dev.navarch.store.memory.InMemoryVersionedStore;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RegistryTest {
    private final CountingStore store = new CountingStore(new InMemoryVersionedStore(Clock.systemUTC()));
    private final WatchCaches caches = new WatchCaches(store, Clock.systemUTC());
    private final Registry registry = new Registry(
            caches, store, new Admission(List.of()), List::of, new NameGenerator(new Random(3)), Clock.systemUTC());
    private final ServedResources served = new ServedResources();
    private ServedResource configMaps = any();

    @BeforeEach
    void start() {
        served.add(BuiltInResources.of(ResourceCatalog.builtIn(), SchemaCatalog.builtIn()));
        caches.start();
        configMaps = served.get(new GroupResource("", "configmaps"));
        BuiltInResources.cache(
                caches,
                List.of(
                        configMaps,
                        served.get(new GroupResource("", "pods")),
                        served.get(new GroupResource("", "namespaces"))));
        store.reads.set(0);
    }

    @AfterEach
    void stop() {
        caches.close();
        store.close();
    }

    @Test
    void whatWasWrittenHereIsInTheCacheWhenTheWriteIsAnswered() {
        for (var number = 0; number < 200; number++) {
            create("c" + number);
            assertThat(registry.cache(configMaps).find(configMaps.key("default", "c" + number)))
                    .isNotNull();
        }
    }

    @Test
    void aWriteIsOneCommandAndNoRead() {
        create("a");
        update("a", object -> object.withObject("data").put("x", "1"));
        delete("a", DeleteOptions.DEFAULT);
        assertThat(store.writes).hasValue(3);
        assertThat(store.reads).hasValue(0);
    }

    @Test
    void fillsWhatTheServerKnows() {
        var object = create("a");
        var metadata = ObjectMeta.of(object);
        assertThat(metadata.uid()).isNotEmpty();
        assertThat(metadata.creationTimestamp()).isNotNull();
        assertThat(metadata.resourceVersion()).isNotEmpty();
        assertThat(registry.get(configMaps, "default", "a")).isEqualTo(object);
    }

    @Test
    void generatesANameThatIsNotTaken() {
        var object = configMap("");
        ObjectMeta.of(object).tree().put("generateName", "pre-");
        var created = registry.create(configMaps, context(), object);
        assertThat(ObjectMeta.of(created).name()).matches("pre-[a-z0-9]{5}");
    }

    @Test
    void refusesASecondOfTheSameName() {
        create("a");
        refused(409, "AlreadyExists", () -> create("a"));
    }

    @Test
    void writesNothingWhereNothingChanges() {
        var before = create("a");
        var after = update("a", object -> {});
        assertThat(after).isEqualTo(before);
        assertThat(store.writes).hasValue(1);
    }

    @Test
    void refusesAnUpdateOfAnOldVersion() {
        var old = create("a");
        update("a", object -> object.withObject("data").put("x", "1"));
        refused(
                409,
                "Conflict",
                () -> registry.update(
                        configMaps,
                        context(),
                        "default",
                        "a",
                        rules(),
                        stored -> old.deepCopy().put("immutable", false)));
    }

    @Test
    void changesThatSayNoVersionAreAllMade() throws Exception {
        create("a");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 20; n++) {
                var key = "k" + n;
                var _ = threads.submit(
                        () -> update("a", object -> object.withObject("data").put(key, "1")));
            }
        }
        assertThat(registry.get(configMaps, "default", "a").path("data")).hasSize(20);
    }

    @Test
    void aDryRunLeavesNothingBehind() {
        var dry = new WriteContext(context().info(), context().caller(), true, true, text -> {});
        var object = registry.create(configMaps, dry, configMap("a"));
        assertThat(ObjectMeta.of(object).uid()).isNotEmpty();
        assertThat(store.writes).hasValue(0);
        refused(404, "NotFound", () -> registry.get(configMaps, "default", "a"));
    }

    @Test
    void aFinalizerKeepsADeletedObjectUntilItIsGone() {
        var object = configMap("a");
        ObjectMeta.of(object).finalizers(List.of("example.test/hold"));
        registry.create(configMaps, context(), object);
        assertThat(delete("a", DeleteOptions.DEFAULT).gone()).isFalse();
        assertThat(ObjectMeta.of(registry.get(configMaps, "default", "a")).isBeingDeleted())
                .isTrue();
        update("a", held -> ObjectMeta.of(held).finalizers(List.of()));
        refused(404, "NotFound", () -> registry.get(configMaps, "default", "a"));
    }

    @Test
    void propagationBecomesAFinalizer() {
        create("a");
        create("b");
        delete("a", new DeleteOptions(null, Propagation.FOREGROUND, null, null));
        delete("b", new DeleteOptions(null, Propagation.ORPHAN, null, null));
        assertThat(finalizers("a")).containsExactly("foregroundDeletion");
        assertThat(finalizers("b")).containsExactly("orphan");
    }

    @Test
    void preconditionsProtectANewObjectOfTheSameName() {
        create("a");
        refused(409, "Conflict", () -> delete("a", new DeleteOptions(null, null, "another", null)));
    }

    @Test
    void aNamespaceStaysUntilItsFinalizerIsGone() {
        var namespaces = served.get(new GroupResource("", "namespaces"));
        var object = Json.object();
        object.put("apiVersion", "v1").put("kind", "Namespace");
        object.putObject("metadata").put("name", "n");
        var context = WriteContext.internal(namespaces, "create", "", "n");
        registry.create(namespaces, context, object);
        var deletion = registry.delete(namespaces, context, "", "n", DeleteOptions.DEFAULT);
        assertThat(deletion.gone()).isFalse();
        assertThat(deletion.object().path("status").path("phase").asString("")).isEqualTo("Terminating");
        registry.update(
                namespaces,
                context,
                "",
                "n",
                UpdateRules.of(
                        requireNonNull(namespaces.strategy().subresources().get("finalize"))),
                stored -> {
                    stored.withObject("spec").remove("finalizers");
                    return stored;
                });
        refused(404, "NotFound", () -> registry.get(namespaces, "", "n"));
    }

    private List<String> finalizers(String name) {
        return ObjectMeta.of(registry.get(configMaps, "default", name)).finalizers();
    }

    private ObjectNode create(String name) {
        return registry.create(configMaps, context(), configMap(name));
    }

    private ObjectNode update(String name, Consumer<ObjectNode> change) {
        return registry.update(configMaps, context(), "default", name, rules(), stored -> {
            change.accept(stored);
            return stored;
        });
    }

    private Registry.Deletion delete(String name, DeleteOptions options) {
        return registry.delete(configMaps, context(), "default", name, options);
    }

    private UpdateRules rules() {
        return UpdateRules.of(configMaps.strategy());
    }

    private WriteContext context() {
        return WriteContext.internal(configMaps, "create", "default", "");
    }

    private static ObjectNode configMap(String name) {
        var object = Json.object();
        object.put("apiVersion", "v1").put("kind", "ConfigMap");
        var metadata = object.putObject("metadata").put("namespace", "default");
        if (!name.isEmpty()) metadata.put("name", name);
        return object;
    }

    private static ServedResource any() {
        return BuiltInResources.of(ResourceCatalog.builtIn(), SchemaCatalog.builtIn())
                .getFirst();
    }

    private static void refused(int code, String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusException.class, refused -> {
            assertThat(refused.status().code()).isEqualTo(code);
            assertThat(refused.status().reason()).isEqualTo(reason);
        });
    }
}
