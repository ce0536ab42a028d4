package dev.navarch.resources.podtemplate;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The rules for a pod's volumes. */
final class VolumeValidation {
    private VolumeValidation() {}

    static void validate(Field volumes, PodContext pod) {
        var names = new HashSet<String>();
        var ephemeralClaims = new HashSet<String>();
        for (var volume : volumes.items())
            if (volume.get("ephemeral").present())
                ephemeralClaims.add(pod.name() + "-" + volume.get("name").text());
        for (var volume : volumes.items()) {
            var before = volumes.errors().size();
            source(volume, pod, ephemeralClaims);
            var name = volume.get("name");
            if (name.empty()) {
                name.required("");
                continue;
            }
            var problems = Names.dnsLabel(name.text());
            problems.forEach(name::invalid);
            if (!names.add(name.text())) name.duplicate();
            if (volumes.errors().size() == before) pod.volumes().put(name.text(), volume.value());
        }
    }

    private static void source(Field volume, PodContext pod, Set<String> ephemeralClaims) {
        var found = 0;
        for (var name : VolumeSources.OF_PODS) {
            var source = volume.get(name);
            if (source.absent()) continue;
            if (++found > 1)
                source.reportedAt(volume.path().child(reportedName(name)))
                        .forbidden("may not specify more than 1 volume type");
            else one(name, source, volume, pod, ephemeralClaims);
        }
        if (found == 0) volume.required("must specify a volume type");
    }

    private static String reportedName(String source) {
        return switch (source) {
            case "cephfs" -> "cephFS";
            case "downwardAPI" -> "downwarAPI";
            default -> source;
        };
    }

    private static void one(String name, Field source, Field volume, PodContext pod, Set<String> ephemeralClaims) {
        switch (name) {
            case "secret" -> {
                source.get("secretName").needed();
                VolumeFileValidation.files(source);
            }
            case "configMap" -> {
                source.get("name").needed();
                VolumeFileValidation.files(source);
            }
            case "downwardAPI" -> VolumeFileValidation.downward(source);
            case "projected" -> ProjectedVolumeValidation.validate(source);
            case "persistentVolumeClaim" -> claim(source.get("claimName"), ephemeralClaims);
            case "ephemeral" -> ephemeral(source, volume, pod);
            case "image" -> {
                source.get("reference").needed();
                source.get("pullPolicy").neededOneOf(ContainerValidation.PULL_POLICIES);
            }
            case "csi" -> {
                VolumeSourceValidation.driver(source.get("driver"));
                var secret = source.get("nodePublishSecretRef");
                if (secret.present() && secret.get("name").needed().notEmpty())
                    secret.get("name").reportedAt(source.path().child("name")).mustBe(Names::dnsSubdomain);
            }
            default -> VolumeSourceValidation.validate(name, source, volume);
        }
    }

    private static void claim(Field claim, Set<String> ephemeralClaims) {
        claim.needed();
        if (ephemeralClaims.contains(claim.text()))
            claim.invalid("must not reference a PVC that gets created for an ephemeral volume");
    }

    private static void ephemeral(Field source, Field volume, PodContext pod) {
        var template = source.get("volumeClaimTemplate");
        if (template.absent()) {
            template.required("");
        } else {
            for (var field : template.get("metadata").value().propertyNames())
                if (!Set.of("labels", "annotations", "creationTimestamp").contains(field))
                    template.get("metadata").get(field).forbidden("cannot be set");
            ClaimSpecValidation.validate(template.get("spec"));
        }
        if (pod.name().isEmpty() || volume.get("name").empty()) return;
        var claim = pod.name() + "-" + volume.get("name").text();
        Names.dnsSubdomain(claim)
                .forEach(problem -> volume.get("name").invalid("PVC name \"" + claim + "\": " + problem));
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
