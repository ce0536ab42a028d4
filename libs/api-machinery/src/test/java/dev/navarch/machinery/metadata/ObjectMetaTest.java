package dev.navarch.machinery.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.codec.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectMetaTest {
    @Test
    void writesThroughToTheTree() {
        var object = Json.object();
        var meta = ObjectMeta.of(object);

        meta.name("web");
        meta.uid("u");
        meta.generation(2);
        meta.labels(Map.of("a", "b"));
        meta.finalizers(List.of("x/y"));
        meta.creationTimestamp(Instant.parse("2026-01-02T03:04:05Z"));
        meta.ownerReferences(List.of(new OwnerReference("apps/v1", "ReplicaSet", "rs", "1", true, false)));

        assertThat(object).isEqualTo(Json.read("""
                {"metadata":{"name":"web","uid":"u","generation":2,"labels":{"a":"b"},"finalizers":["x/y"],
                 "creationTimestamp":"2026-01-02T03:04:05Z",
                 "ownerReferences":[{"apiVersion":"apps/v1","controller":true,"kind":"ReplicaSet","name":"rs","uid":"1"}]}}"""));
        assertThat(meta.controller()).isEqualTo(meta.ownerReferences().getFirst());
    }

    @Test
    void removesWhatBecomesEmpty() {
        var object = Json.object();
        var meta = ObjectMeta.of(object);
        meta.uid("u");
        meta.labels(Map.of("a", "b"));

        meta.uid("");
        meta.labels(Map.of());
        meta.finalizers(List.of());
        meta.ownerReferences(List.of());

        assertThat(object).hasToString("{\"metadata\":{}}");
    }

    @Test
    void generatesNamesThatFit() {
        var names = new NameGenerator(new Random(1));

        assertThat(names.generate("web-")).matches("web-[bcdfghjklmnpqrstvwxz2456789]{5}");
        assertThat(names.generate("x".repeat(100))).hasSize(63);
    }
}
