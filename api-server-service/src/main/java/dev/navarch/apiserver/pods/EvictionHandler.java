package dev.navarch.apiserver.pods;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.admission.AdmissionRequest;
import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.apiserver.registry.DeleteOptions;
import dev.navarch.apiserver.registry.DeletionRules;
import dev.navarch.apiserver.registry.Registry;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.registry.WriteContext;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.PostedBody;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.machinery.time.Timestamps;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** POST pods/NAME/eviction: deletes the pod if its disruption budget allows, and says on the pod why it goes. */
public final class EvictionHandler implements SubresourceHandler {
    private static final GroupVersionKind KIND = new GroupVersionKind("policy", "v1", "Eviction");
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final String CONDITION = "DisruptionTarget";

    private final ServedResources served;
    private final Registry registry;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final DisruptionBudget budgets;
    private final PostedBody bodies;
    private final Admission admission;
    private final Clock clock;

    public EvictionHandler(
            ServedResources served,
            Registry registry,
            ObjectReader reader,
            ObjectWriter writer,
            PostedBody bodies,
            Admission admission,
            Clock clock) {
        this.served = served;
        this.registry = registry;
        this.reader = reader;
        this.writer = writer;
        this.budgets = new DisruptionBudget(reader, writer, clock);
        this.bodies = bodies;
        this.admission = admission;
        this.clock = clock;
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(new Endpoint(PODS, "eviction"));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        if (!request.method().equals("POST"))
            throw StatusException.methodNotAllowed(PODS, request.info().verb());
        var eviction = bodies.read(request, KIND);
        var info = request.info();
        var named = eviction.path("metadata").path("name").asString("");
        if (!named.isEmpty() && !named.equals(info.name()))
            throw StatusException.badRequest(
                    "name in URL does not match name in Eviction object: " + info.name() + ", " + named);
        var options = eviction.path("deleteOptions");
        var dryRun = request.flag("dryRun") || !options.path("dryRun").isEmpty();
        admit(request, eviction, dryRun);
        var pod = reader.find(PODS, info.namespace(), info.name());
        if (pod == null) throw StatusException.notFound(PODS, info.name());
        var wanted = deleteOptions(options);
        DeletionRules.preconditions(PODS, ObjectMeta.of(pod), wanted);
        budgets.spend(pod, dryRun);
        if (!dryRun) wanted = marked(pod, wanted);
        registry.delete(served.get(PODS), WriteContext.of(request, dryRun), info.namespace(), info.name(), wanted);
        return Success.created();
    }

    private void admit(ApiRequest request, ObjectNode eviction, boolean dryRun) {
        var info = request.info();
        var admitted = new AdmissionRequest(
                AdmissionRequest.Operation.CREATE,
                info,
                served.get(PODS).names(),
                KIND,
                info.namespace(),
                info.name(),
                eviction,
                null,
                request.caller(),
                dryRun);
        admission.mutate(admitted, request::warn);
        admission.validate(admitted, request::warn);
    }

    /** Says on the pod why it goes. What is deleted then is that pod, whose revision has changed by it. */
    private DeleteOptions marked(ObjectNode pod, DeleteOptions wanted) {
        var metadata = ObjectMeta.of(pod);
        writer.change(PODS, metadata.namespace(), metadata.name(), newest -> {
            DeletionRules.preconditions(PODS, ObjectMeta.of(newest), wanted);
            mark(newest);
        });
        return new DeleteOptions(wanted.gracePeriodSeconds(), wanted.propagation(), metadata.uid(), null);
    }

    private void mark(ObjectNode pod) {
        var conditions = pod.withObject("status").withArray("conditions");
        for (var condition : conditions) if (condition.path("type").asString("").equals(CONDITION)) return;
        var condition = conditions
                .addObject()
                .put("type", CONDITION)
                .put("status", "True")
                .putNull("lastProbeTime")
                .put("lastTransitionTime", Timestamps.seconds(clock.instant()))
                .put("reason", "EvictionByEvictionAPI")
                .put("message", "Eviction API: evicting");
        var generation = pod.path("metadata").path("generation").asLong(0);
        if (generation > 0) condition.put("observedGeneration", generation);
    }

    private static DeleteOptions deleteOptions(JsonNode options) {
        var grace = options.path("gracePeriodSeconds");
        var preconditions = options.path("preconditions");
        return new DeleteOptions(
                grace.isNumber() ? (Long) grace.asLong() : null,
                null,
                text(preconditions, "uid"),
                text(preconditions, "resourceVersion"));
    }

    private static @Nullable String text(JsonNode node, String field) {
        var text = node.path(field).asString("");
        return text.isEmpty() ? null : text;
    }
}
