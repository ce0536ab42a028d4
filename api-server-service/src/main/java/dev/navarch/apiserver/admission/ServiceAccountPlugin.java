package dev.navarch.apiserver.admission;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.metadata.NameGenerator;
import dev.navarch.machinery.name.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives each new pod a service account, that account's pull secrets, and a volume with its token where containers want one. */
public final class ServiceAccountPlugin implements AdmissionPlugin {
    static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final String VOLUME_PREFIX = "kube-api-access-";
    /** An hour and seven seconds: how an agent knows a token that nobody asked for by name. */
    private static final int TOKEN_SECONDS = 3607;

    private static final int PROJECTION_MODE = 0644;
    private static final String MIRROR = "kubernetes.io/config.mirror";
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupResource ACCOUNTS = new GroupResource("", "serviceaccounts");

    private final ObjectReader objects;
    private final NameGenerator names;

    public ServiceAccountPlugin(ObjectReader objects, RandomGenerator random) {
        this.objects = objects;
        this.names = new NameGenerator(random);
    }

    @Override
    public String name() {
        return "ServiceAccount";
    }

    @Override
    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        if (!request.creates(PODS) || isMirror(request) || request.object() == null) return;
        if (!(request.object().get("spec") instanceof ObjectNode spec)) return;
        if (spec.path("serviceAccountName").asString("").isEmpty()) spec.put("serviceAccountName", "default");
        var account = account(request, spec.path("serviceAccountName").asString(""));
        spec.set("serviceAccount", spec.get("serviceAccountName"));
        if (mountsToken(spec, account)) mountToken(spec);
        addPullSecrets(spec, account);
    }

    @Override
    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        if (!request.creates(PODS) || !isMirror(request) || request.object() == null) return;
        if (!request.object()
                .path("spec")
                .path("serviceAccountName")
                .asString("")
                .isEmpty()) throw request.forbidden("a mirror pod may not reference service accounts");
    }

    private ObjectNode account(AdmissionRequest request, String name) {
        var account = Patience.find(() -> objects.find(ACCOUNTS, request.namespace(), name));
        if (account != null) return account;
        throw request.forbidden("error looking up service account " + request.namespace() + "/" + name
                + ": serviceaccount \"" + name + "\" not found");
    }

    private void mountToken(ObjectNode spec) {
        var existing = existingVolume(spec);
        var volume = existing == null ? names.generate(VOLUME_PREFIX) : existing;
        var mounted = false;
        for (var container : containers(spec)) mounted |= mount(container, volume);
        if (mounted && existing == null) spec.withArray("volumes").add(projection(volume));
    }

    private static boolean mount(ObjectNode container, String volume) {
        for (var mount : container.path("volumeMounts"))
            if (mount.path("mountPath").asString("").equals(MOUNT_PATH)) return false;
        container
                .withArray("volumeMounts")
                .addObject()
                .put("name", volume)
                .put("readOnly", true)
                .put("mountPath", MOUNT_PATH);
        return true;
    }

    private static List<ObjectNode> containers(ObjectNode spec) {
        var containers = new ArrayList<ObjectNode>();
        for (var field : List.of("initContainers", "containers"))
            for (var container : spec.path(field)) if (container instanceof ObjectNode node) containers.add(node);
        return containers;
    }

    private static @Nullable String existingVolume(ObjectNode spec) {
        for (var volume : spec.path("volumes")) {
            var name = volume.path("name").asString("");
            if (name.startsWith(VOLUME_PREFIX)) return name;
        }
        return null;
    }

    private static ObjectNode projection(String name) {
        var volume = Json.object().put("name", name);
        var projected = volume.putObject("projected").put("defaultMode", PROJECTION_MODE);
        var sources = projected.putArray("sources");
        sources.addObject()
                .putObject("serviceAccountToken")
                .put("expirationSeconds", TOKEN_SECONDS)
                .put("path", "token");
        var authority = sources.addObject().putObject("configMap").put("name", "kube-root-ca.crt");
        authority.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
        var namespace = sources.addObject()
                .putObject("downwardAPI")
                .putArray("items")
                .addObject()
                .put("path", "namespace");
        namespace.putObject("fieldRef").put("apiVersion", "v1").put("fieldPath", "metadata.namespace");
        return volume;
    }

    private static boolean mountsToken(ObjectNode spec, ObjectNode account) {
        if (spec.hasNonNull("automountServiceAccountToken"))
            return spec.path("automountServiceAccountToken").asBoolean(true);
        return account.path("automountServiceAccountToken").asBoolean(true);
    }

    private static void addPullSecrets(ObjectNode spec, ObjectNode account) {
        JsonNode secrets = account.path("imagePullSecrets");
        if (spec.path("imagePullSecrets").isEmpty() && !secrets.isEmpty())
            spec.set("imagePullSecrets", secrets.deepCopy());
    }

    private static boolean isMirror(AdmissionRequest request) {
        return request.object() != null
                && request.object().path("metadata").path("annotations").has(MIRROR);
    }
}
