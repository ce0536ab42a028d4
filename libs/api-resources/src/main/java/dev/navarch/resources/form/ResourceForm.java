package dev.navarch.resources.form;

import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.ResourceDefinition.Subresource;
import dev.navarch.resources.ResourceNames;
import dev.navarch.resources.ResourceStrategy;
import dev.navarch.resources.TableColumns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects what is particular about a kind; the rest is what most kinds have. */
public final class ResourceForm {
    private final GroupVersion groupVersion;
    private final String kind;
    private final String plural;
    private final List<Subresource> subresources = new ArrayList<>();
    private String singular;
    private boolean namespaced = true;
    private List<String> shortNames = List.of();
    private List<String> categories = List.of();
    private Set<String> verbs =
            Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private GroupVersion storedAs;
    private boolean stored = true;
    private boolean actedOn = true;
    private ResourceStrategy strategy = new ResourceStrategy() {};
    private TableColumns columns = new NameAndCreationColumns();

    private ResourceForm(GroupVersion groupVersion, String kind, String plural) {
        this.groupVersion = groupVersion;
        this.kind = kind;
        this.plural = plural;
        this.singular = kind.toLowerCase(Locale.ROOT);
        this.storedAs = groupVersion;
    }

    public static ResourceForm of(String apiVersion, String kind, String plural) {
        return new ResourceForm(GroupVersion.parse(apiVersion), kind, plural);
    }

    public ResourceForm singular(String name) {
        singular = name;
        return this;
    }

    public ResourceForm clusterScoped() {
        namespaced = false;
        return this;
    }

    public ResourceForm shortNames(String... names) {
        shortNames = List.of(names);
        return this;
    }

    public ResourceForm categories(String... names) {
        categories = List.of(names);
        return this;
    }

    public ResourceForm verbs(String... names) {
        verbs = Set.of(names);
        return this;
    }

    /** The version whose name the storage hash is made of, where it is not the kind's own. */
    public ResourceForm storedAs(String apiVersion) {
        storedAs = GroupVersion.parse(apiVersion);
        return this;
    }

    /** Answered, never stored. */
    public ResourceForm answeredOnly() {
        stored = false;
        return this;
    }

    /** Stored, but no loop of ours acts on it yet. */
    public ResourceForm notActedOn() {
        actedOn = false;
        return this;
    }

    public ResourceForm strategy(ResourceStrategy ofKind) {
        strategy = ofKind;
        return this;
    }

    public ResourceForm columns(TableColumns ofKind) {
        columns = ofKind;
        return this;
    }

    public ResourceForm status() {
        return subresource("status", kind, "get", "patch", "update");
    }

    public ResourceForm scale() {
        return subresourceOf("autoscaling/v1", "scale", "Scale", "get", "patch", "update");
    }

    public ResourceForm subresource(String name, String ofKind, String... withVerbs) {
        subresources.add(new Subresource(name, "", "", ofKind, Arrays.asList(withVerbs)));
        return this;
    }

    public ResourceForm subresourceOf(String apiVersion, String name, String ofKind, String... withVerbs) {
        var foreign = GroupVersion.parse(apiVersion);
        subresources.add(new Subresource(name, foreign.group(), foreign.version(), ofKind, Arrays.asList(withVerbs)));
        return this;
    }

    public ResourceDefinition define() {
        var names = new ResourceNames(
                groupVersion,
                kind,
                plural,
                singular,
                namespaced,
                shortNames,
                categories,
                verbs,
                stored ? storageVersionHash() : "");
        return new ResourceDefinition(names, schema(), strategy, columns, subresources, stored, actedOn);
    }

    private String schema() {
        var prefix = switch (groupVersion.group()) {
            case "" -> "io.k8s.api.core";
            case "apiextensions.k8s.io" -> "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions";
            case "apiregistration.k8s.io" -> "io.k8s.kube-aggregator.pkg.apis.apiregistration";
            default -> "io.k8s.api." + groupVersion.group().split("\\.", 2)[0];
        };
        return prefix + "." + groupVersion.version() + "." + kind;
    }

    private String storageVersionHash() {
        try {
            var text = storedAs.group() + "/" + storedAs.version() + "/" + kind;
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
