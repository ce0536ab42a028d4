package dev.navarch.nodeagent.volume;

import static dev.navarch.nodeagent.podspec.PodParts.namespaceOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.textOf;

import dev.navarch.nodeagent.podspec.ContainerAmounts;
import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodFields;
import dev.navarch.nodeagent.reference.ReferencedObjects;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapProjection;
import io.kubernetes.client.openapi.models.V1ConfigMapVolumeSource;
import io.kubernetes.client.openapi.models.V1DownwardAPIVolumeFile;
import io.kubernetes.client.openapi.models.V1ProjectedVolumeSource;
import io.kubernetes.client.openapi.models.V1SecretProjection;
import io.kubernetes.client.openapi.models.V1SecretVolumeSource;
import io.kubernetes.client.openapi.models.V1ServiceAccountTokenProjection;
import io.kubernetes.client.openapi.models.V1VolumeProjection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of one pod's volumes that are made from objects of the API. */
final class ProjectedContents {
    private static final int DEFAULT_MODE = 0644;
    private static final int OWNERS_ONLY = 0600;
    private static final long DEFAULT_TOKEN_SECONDS = 3600;
    private final ReferencedObjects references;
    private final PodFields fields;
    private final ContainerAmounts amounts;
    private final String volume;

    ProjectedContents(ReferencedObjects references, PodFields fields, ContainerAmounts amounts, String volume) {
        this.references = references;
        this.fields = fields;
        this.amounts = amounts;
        this.volume = volume;
    }

    Map<String, ProjectedFile> of(V1ConfigMapVolumeSource source) {
        return configMap(
                textOf(source.getName()), selection(source.getItems(), source.getDefaultMode(), source.getOptional()));
    }

    Map<String, ProjectedFile> of(V1SecretVolumeSource source) {
        return secret(
                textOf(source.getSecretName()),
                selection(source.getItems(), source.getDefaultMode(), source.getOptional()));
    }

    Map<String, ProjectedFile> of(List<V1DownwardAPIVolumeFile> items, @Nullable Integer defaultMode) {
        var files = new TreeMap<String, ProjectedFile>();
        for (var item : items) {
            var text =
                    item.getFieldRef() != null ? fields.get(item.getFieldRef().getFieldPath()) : amount(item);
            files.put(item.getPath(), new ProjectedFile(bytes(text), mode(item.getMode(), defaultMode)));
        }
        return files;
    }

    Map<String, ProjectedFile> of(V1ProjectedVolumeSource source) {
        var files = new TreeMap<String, ProjectedFile>();
        if (source.getSources() == null) return files;
        for (var part : source.getSources()) files.putAll(of(part, source.getDefaultMode()));
        return files;
    }

    private Map<String, ProjectedFile> of(V1VolumeProjection part, @Nullable Integer mode) {
        V1ConfigMapProjection configMap = part.getConfigMap();
        if (configMap != null) {
            return configMap(
                    textOf(configMap.getName()), selection(configMap.getItems(), mode, configMap.getOptional()));
        }
        V1SecretProjection secret = part.getSecret();
        if (secret != null)
            return secret(textOf(secret.getName()), selection(secret.getItems(), mode, secret.getOptional()));
        if (part.getDownwardAPI() != null) {
            return of(Objects.requireNonNullElse(part.getDownwardAPI().getItems(), List.of()), mode);
        }
        if (part.getServiceAccountToken() != null) return token(part.getServiceAccountToken(), mode);
        throw new VolumeException(volume, "a source of this projected volume is not supported yet");
    }

    private Map<String, ProjectedFile> token(V1ServiceAccountTokenProjection source, @Nullable Integer mode) {
        var seconds = Objects.requireNonNullElse(source.getExpirationSeconds(), DEFAULT_TOKEN_SECONDS);
        var token = references.token(fields.pod(), source.getAudience(), seconds);
        var owner = onlyUser();
        var context = specOf(fields.pod()).getSecurityContext();
        var group = context == null ? null : context.getFsGroup();
        var file = owner != null && group == null
                ? new ProjectedFile(bytes(token.token()), OWNERS_ONLY, owner)
                : new ProjectedFile(bytes(token.token()), group != null ? OWNERS_ONLY : mode(null, mode));
        return Map.of(source.getPath(), file);
    }

    /** Every container's user, where they all run as the same one. */
    private @Nullable Long onlyUser() {
        var pods = specOf(fields.pod()).getSecurityContext();
        var users = new HashSet<@Nullable Long>();
        for (var container : PodContainer.all(fields.pod())) {
            var own = container.spec().getSecurityContext();
            var user = own != null && own.getRunAsUser() != null ? own.getRunAsUser() : null;
            users.add(user != null || pods == null ? user : pods.getRunAsUser());
        }
        return users.size() == 1 ? users.iterator().next() : null;
    }

    private Map<String, ProjectedFile> configMap(String name, KeySelection selection) {
        var found = references.findConfigMap(namespace(), name);
        if (found == null) {
            if (selection.optional()) return Map.of();
            throw new VolumeException(volume, "configmap \"" + name + "\" not found");
        }
        return selection.files(contents(found));
    }

    private Map<String, ProjectedFile> secret(String name, KeySelection selection) {
        var found = references.findSecret(namespace(), name);
        if (found == null) {
            if (selection.optional()) return Map.of();
            throw new VolumeException(volume, "secret \"" + name + "\" not found");
        }
        return selection.files(Objects.requireNonNullElse(found.getData(), Map.of()));
    }

    private static Map<String, byte[]> contents(V1ConfigMap configMap) {
        var contents = new HashMap<String, byte[]>();
        if (configMap.getData() != null) configMap.getData().forEach((key, text) -> contents.put(key, bytes(text)));
        if (configMap.getBinaryData() != null) contents.putAll(configMap.getBinaryData());
        return contents;
    }

    private String amount(V1DownwardAPIVolumeFile item) {
        var selector = Objects.requireNonNull(item.getResourceFieldRef());
        var container = PodContainer.find(fields.pod(), textOf(selector.getContainerName()));
        if (container == null)
            throw new VolumeException(volume, "container " + textOf(selector.getContainerName()) + " not found");
        return amounts.get(container.spec(), selector);
    }

    private KeySelection selection(
            @Nullable List<io.kubernetes.client.openapi.models.V1KeyToPath> items,
            @Nullable Integer mode,
            @Nullable Boolean optional) {
        return new KeySelection(volume, items, mode(null, mode), Boolean.TRUE.equals(optional));
    }

    private static int mode(@Nullable Integer own, @Nullable Integer defaultMode) {
        return own != null ? own : Objects.requireNonNullElse(defaultMode, DEFAULT_MODE);
    }

    private String namespace() {
        return namespaceOf(fields.pod());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
