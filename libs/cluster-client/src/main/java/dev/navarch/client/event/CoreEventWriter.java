package dev.navarch.client.event;

import com.google.gson.JsonObject;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.Timestamps;
import dev.navarch.client.event.EventCorrelator.Decision;
import dev.navarch.client.event.EventCorrelator.Recorded;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.V1EventSource;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.time.Clock;
import java.time.ZoneOffset;

/** Events as controllers and node agents write them: core/v1, repeats counted in place. */
final class CoreEventWriter {
    private final ClusterClient client;
    private final String component;
    private final String host;
    private final Clock clock;
    private final EventCorrelator correlator;
    private final EventNames names;

    CoreEventWriter(ClusterClient client, String component, String host, Clock clock) {
        this.client = client;
        this.component = component;
        this.host = host;
        this.clock = clock;
        this.correlator = new EventCorrelator(clock);
        this.names = new EventNames(clock);
    }

    void write(Occurrence occurrence) {
        switch (correlator.decide(occurrence)) {
            case Decision.Create(var event, var key) -> create(event, key);
            case Decision.Repeat(var event, var key, var known) -> repeat(event, key, known);
            case Decision.Drop() -> {}
        }
    }

    private void create(Occurrence occurrence, String key) {
        create(occurrence, key, 1, Timestamps.seconds(clock).toInstant());
    }

    private void create(Occurrence occurrence, String key, int count, java.time.Instant first) {
        var about = occurrence.about();
        var now = Timestamps.seconds(clock);
        var source = new V1EventSource().component(component);
        if (!host.isEmpty()) {
            source.host(host);
        }
        var event = new CoreV1Event()
                .apiVersion("v1")
                .kind("Event")
                .metadata(new V1ObjectMeta().name(names.next(about)).namespace(EventNames.namespace(about)))
                .involvedObject(about)
                .type(occurrence.type())
                .reason(occurrence.reason())
                .message(occurrence.message())
                .source(source)
                .reportingComponent(component)
                .reportingInstance(host)
                .firstTimestamp(first.atOffset(ZoneOffset.UTC))
                .lastTimestamp(now)
                .count(count);
        var written = client.resource(CoreV1Event.class).create(event).getMetadata();
        correlator.remember(key, new Recorded(written.getName(), written.getNamespace(), first, count));
    }

    private void repeat(Occurrence occurrence, String key, Recorded known) {
        var count = known.count() + 1;
        var change = new JsonObject();
        change.addProperty("count", count);
        change.add("lastTimestamp", ModelJson.gson().toJsonTree(Timestamps.seconds(clock)));
        change.addProperty("message", occurrence.message());
        try {
            client.resource(CoreV1Event.class)
                    .patch(known.namespace(), known.name(), PatchType.STRATEGIC_MERGE, change.toString());
            correlator.remember(key, new Recorded(known.name(), known.namespace(), known.first(), count));
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                throw e;
            }
            create(occurrence, key, count, known.first());
        }
    }
}
