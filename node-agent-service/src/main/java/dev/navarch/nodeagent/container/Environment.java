package dev.navarch.nodeagent.container;

import static dev.navarch.nodeagent.podspec.PodParts.namespaceOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.textOf;

import dev.navarch.nodeagent.podspec.ContainerAmounts;
import dev.navarch.nodeagent.podspec.PodFields;
import dev.navarch.nodeagent.reference.MissingReferenceException;
import dev.navarch.nodeagent.reference.ReferencedObjects;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EnvFromSource;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1EnvVarSource;
import io.kubernetes.client.openapi.models.V1Service;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A container's variables: Services first, then envFrom in order, then env in order, later ones over earlier ones. A value may
 * refer to what stands before it.
 */
final class Environment {
    private final ReferencedObjects references;
    private final PodFields fields;
    private final ContainerAmounts amounts;
    private final V1Container container;

    Environment(ReferencedObjects references, PodFields fields, ContainerAmounts amounts, V1Container container) {
        this.references = references;
        this.fields = fields;
        this.amounts = amounts;
        this.container = container;
    }

    /** @throws MissingReferenceException where a reference that is not optional leads nowhere */
    Map<String, String> build() {
        var services = services();
        var result = new LinkedHashMap<String, String>();
        if (container.getEnvFrom() != null) container.getEnvFrom().forEach(source -> addAll(source, result));
        var known = new HashMap<>(services);
        known.putAll(result);
        for (var variable : Objects.requireNonNullElse(container.getEnv(), List.<V1EnvVar>of())) {
            var value = value(variable, known);
            if (value == null) continue;
            known.put(variable.getName(), value);
            result.put(variable.getName(), value);
        }
        services.forEach(result::putIfAbsent);
        return result;
    }

    private Map<String, String> services() {
        var namespace = namespaceOf(fields.pod());
        var services = new ArrayList<V1Service>();
        references.services("default").stream()
                .filter(service -> "kubernetes"
                        .equals(Objects.requireNonNull(service.getMetadata()).getName()))
                .forEach(services::add);
        if (!Objects.equals(specOf(fields.pod()).getEnableServiceLinks(), false)) {
            services.addAll(references.services(namespace));
        }
        return ServiceEnvironment.of(services);
    }

    private void addAll(V1EnvFromSource source, Map<String, String> into) {
        var prefix = source.getPrefix() == null ? "" : source.getPrefix();
        BiConsumer<String, String> add = (key, value) -> into.put(prefix + key, value);
        var configMap = source.getConfigMapRef();
        if (configMap != null) {
            var data = configMapData(textOf(configMap.getName()), configMap.getOptional());
            if (data != null) data.forEach(add);
        }
        var secret = source.getSecretRef();
        if (secret != null) {
            var data = secretData(textOf(secret.getName()), secret.getOptional());
            if (data != null) data.forEach(add);
        }
    }

    private @Nullable String value(V1EnvVar variable, Map<String, String> known) {
        var source = variable.getValueFrom();
        if (source != null) return valueFrom(source);
        return VariableExpansion.expand(variable.getValue() == null ? "" : variable.getValue(), known);
    }

    private @Nullable String valueFrom(V1EnvVarSource source) {
        if (source.getFieldRef() != null) return fields.get(source.getFieldRef().getFieldPath());
        if (source.getResourceFieldRef() != null) return resource(source);
        var configMap = source.getConfigMapKeyRef();
        if (configMap != null) {
            var data = configMapData(textOf(configMap.getName()), configMap.getOptional());
            return pick(data, configMap.getKey(), configMap.getOptional(), "ConfigMap", textOf(configMap.getName()));
        }
        var secret = source.getSecretKeyRef();
        if (secret != null) {
            var data = secretData(textOf(secret.getName()), secret.getOptional());
            return pick(data, secret.getKey(), secret.getOptional(), "Secret", textOf(secret.getName()));
        }
        throw new ContainerConfigException("environment variable source is not supported yet");
    }

    private String resource(V1EnvVarSource source) {
        var selector = Objects.requireNonNull(source.getResourceFieldRef());
        var owner = selector.getContainerName() == null
                        || selector.getContainerName().isEmpty()
                ? container
                : named(selector.getContainerName());
        return amounts.get(owner, selector);
    }

    private V1Container named(String name) {
        return specOf(fields.pod()).getContainers().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ContainerConfigException("container " + name + " not found"));
    }

    private @Nullable String pick(
            @Nullable Map<String, String> data, String key, @Nullable Boolean optional, String kind, String name) {
        if (data != null && data.containsKey(key)) return data.get(key);
        if (Boolean.TRUE.equals(optional)) return null;
        var namespace = namespaceOf(fields.pod());
        throw new MissingReferenceException("couldn't find key " + key + " in " + kind + " " + namespace + "/" + name);
    }

    private @Nullable Map<String, String> configMapData(String name, @Nullable Boolean optional) {
        var found = references.findConfigMap(namespaceOf(fields.pod()), name);
        if (found != null) return sorted(found.getData());
        if (Boolean.TRUE.equals(optional)) return null;
        throw new MissingReferenceException("configmap \"" + name + "\" not found");
    }

    private @Nullable Map<String, String> secretData(String name, @Nullable Boolean optional) {
        var found = references.findSecret(namespaceOf(fields.pod()), name);
        if (found != null) {
            var texts = new TreeMap<String, String>();
            if (found.getData() != null) {
                found.getData().forEach((key, bytes) -> texts.put(key, new String(bytes, StandardCharsets.UTF_8)));
            }
            return texts;
        }
        if (Boolean.TRUE.equals(optional)) return null;
        throw new MissingReferenceException("secret \"" + name + "\" not found");
    }

    private static Map<String, String> sorted(@Nullable Map<String, String> data) {
        return data == null ? Map.of() : new TreeMap<>(data);
    }
}
