package dev.navarch.client.event;

import com.google.gson.JsonObject;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.EventsV1Event;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Events as the scheduler writes them: events.k8s.io/v1. The second of a kind starts a series, later ones are counted here and
 * written when the series has been silent for six minutes. The note does not tell events apart. For one thread.
 */
final class SeriesEventWriter {
    static final Duration CHECK = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofMinutes(6);
    private static final int REMEMBERED = 4096;
    private static final int NOTE_BYTES = 1024;

    private final ClusterClient client;
    private final String controller;
    private final String instance;
    private final Clock clock;
    private final EventNames names;
    private final Map<Key, Series> live = new HashMap<>();

    private record Key(
            String action,
            String type,
            String reason,
            String regarding,
            @Nullable String related) {}

    private record Series(String namespace, String name, int count, Instant last, boolean written) {}

    SeriesEventWriter(ClusterClient client, String controller, String host, Clock clock) {
        this.client = client;
        this.controller = controller;
        this.instance = host.isEmpty() ? controller : controller + "-" + host;
        this.clock = clock;
        this.names = new EventNames(clock);
    }

    void write(
            V1ObjectReference regarding,
            @Nullable V1ObjectReference related,
            String type,
            String reason,
            String action,
            String note) {
        var key = new Key(action, type, reason, id(regarding), related == null ? null : id(related));
        var known = live.get(key);
        if (known == null) {
            create(key, regarding, related, note);
        } else {
            repeat(key, known);
        }
    }

    void finishIdle() {
        var silentSince = clock.instant().minus(SILENCE);
        for (var entry : new ArrayList<>(live.entrySet())) {
            var series = entry.getValue();
            if (series.last().isBefore(silentSince)) {
                live.remove(entry.getKey());
                if (!series.written()) {
                    patch(series);
                }
            }
        }
    }

    private void create(Key key, V1ObjectReference regarding, @Nullable V1ObjectReference related, String note) {
        var event = new EventsV1Event()
                .apiVersion("events.k8s.io/v1")
                .kind("Event")
                .metadata(new V1ObjectMeta().name(names.next(regarding)).namespace(EventNames.namespace(regarding)))
                .eventTime(Timestamps.micros(clock))
                .reportingController(controller)
                .reportingInstance(instance)
                .action(key.action())
                .reason(key.reason())
                .regarding(regarding)
                .related(related)
                .note(note.length() <= NOTE_BYTES ? note : note.substring(0, NOTE_BYTES - 4) + " ...")
                .type(key.type());
        var written = client.resource(EventsV1Event.class).create(event).getMetadata();
        if (live.size() < REMEMBERED) {
            live.put(
                    key,
                    new Series(
                            Objects.requireNonNull(written.getNamespace()),
                            Objects.requireNonNull(written.getName()),
                            1,
                            clock.instant(),
                            true));
        }
    }

    private void repeat(Key key, Series known) {
        var next = new Series(known.namespace(), known.name(), known.count() + 1, clock.instant(), known.count() == 1);
        live.put(key, next);
        if (known.count() == 1) {
            patch(next);
        }
    }

    private void patch(Series series) {
        var counted = new JsonObject();
        counted.addProperty("count", series.count());
        counted.add("lastObservedTime", ModelJson.gson().toJsonTree(Timestamps.micros(clock)));
        var change = new JsonObject();
        change.add("series", counted);
        try {
            client.resource(EventsV1Event.class)
                    .patch(series.namespace(), series.name(), PatchType.STRATEGIC_MERGE, change.toString());
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private static String id(V1ObjectReference reference) {
        return reference.getKind() + "/" + reference.getNamespace() + "/" + reference.getName() + "/"
                + reference.getUid();
    }
}
