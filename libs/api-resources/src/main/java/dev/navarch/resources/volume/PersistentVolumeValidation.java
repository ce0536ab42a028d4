package dev.navarch.resources.volume;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.podtemplate.AffinityValidation;
import dev.navarch.resources.podtemplate.ClaimSpecValidation;
import dev.navarch.resources.podtemplate.VolumeSourceValidation;
import dev.navarch.resources.validation.Field;
import java.util.List;

final class PersistentVolumeValidation {
    static final List<String> SOURCES = List.of(
            "hostPath",
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "glusterfs",
            "flocker",
            "nfs",
            "rbd",
            "quobyte",
            "cephfs",
            "iscsi",
            "cinder",
            "fc",
            "flexVolume",
            "azureFile",
            "vsphereVolume",
            "photonPersistentDisk",
            "portworxVolume",
            "azureDisk",
            "scaleIO",
            "local",
            "storageos",
            "csi");

    private PersistentVolumeValidation() {}

    static void validate(Field spec) {
        ClaimSpecValidation.accessModes(spec.get("accessModes"), "");
        capacity(spec.get("capacity"));
        spec.get("persistentVolumeReclaimPolicy").oneOfIfSet(List.of("Delete", "Recycle", "Retain"));
        affinity(spec);
        sources(spec);
        if (spec.get("hostPath").get("path").text().equals("/")
                && spec.get("persistentVolumeReclaimPolicy").text().equals("Recycle"))
            spec.get("persistentVolumeReclaimPolicy").forbidden("may not be 'recycle' for a hostPath mount of '/'");
        spec.get("storageClassName").mustBeIfSet(Names::dnsSubdomain);
        if (spec.get("volumeMode").present()) spec.get("volumeMode").oneOf(List.of("Block", "Filesystem"));
        attributes(spec);
    }

    private static void capacity(Field capacity) {
        if (capacity.empty()) capacity.required("");
        if (!capacity.value().has("storage") || capacity.size() > 1) capacity.notSupported(List.of("storage"));
        for (var amount : capacity.entries()) {
            var value = Quantity.find(amount.getValue().text());
            if (value != null && value.signum() <= 0)
                amount.getValue().invalid(value.toString(), "must be greater than zero");
        }
    }

    private static void affinity(Field spec) {
        var affinity = spec.get("nodeAffinity");
        if (affinity.absent()) return;
        if (affinity.get("required").absent())
            affinity.get("required").required("must specify required node constraints");
        else AffinityValidation.nodeSelector(affinity.get("required"));
    }

    private static void sources(Field spec) {
        var found = 0;
        for (var name : SOURCES) {
            var source = spec.get(name);
            if (source.absent()) continue;
            if (++found > 1) source.forbidden("may not specify more than 1 volume type");
            else one(name, source, spec);
        }
        if (found == 0) spec.required("must specify a volume type");
    }

    private static void one(String name, Field source, Field spec) {
        switch (name) {
            case "local" -> {
                var path = source.get("path");
                if (path.needed().text().contains("..")) path.invalid("must not contain '..'");
                if (spec.get("nodeAffinity").absent())
                    spec.get("nodeAffinity").required("Local volume requires node affinity");
            }
            case "csi" -> {
                VolumeSourceValidation.driver(source.get("driver"));
                source.get("volumeHandle").needed();
            }
            default -> VolumeSourceValidation.validate(name, source, spec);
        }
    }

    private static void attributes(Field spec) {
        var name = spec.get("volumeAttributesClassName");
        if (name.absent()) return;
        if (name.empty()) name.required("an empty string is disallowed");
        else name.mustBe(Names::dnsSubdomain);
        if (spec.get("csi").absent())
            spec.get("csi").required("has to be specified when using volumeAttributesClassName");
    }
}
