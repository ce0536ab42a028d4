package dev.navarch.resources.podtemplate;

import dev.navarch.resources.validation.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for a volume that several sources write files into. */
final class ProjectedVolumeValidation {
    private static final List<String> KINDS = List.of(
            "secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate");

    private ProjectedVolumeValidation() {}

    static void validate(Field projected) {
        VolumeFileValidation.mode(projected.get("defaultMode"));
        var paths = new HashSet<String>();
        for (var source : projected.get("sources").items()) {
            var set = KINDS.stream().filter(kind -> source.get(kind).present()).toList();
            for (var kind : set) {
                if (!kind.equals(set.getFirst()))
                    source.get(kind).forbidden("may not specify more than 1 volume type per source");
                else one(kind, source.get(kind), projected);
                unique(kind, source.get(kind), projected, paths);
            }
        }
    }

    private static void one(String kind, Field source, Field projected) {
        switch (kind) {
            case "secret", "configMap" -> {
                source.get("name").needed();
                VolumeFileValidation.items(source);
            }
            case "downwardAPI" ->
                source.get("items").items().forEach(item -> VolumeFileValidation.downwardItem(item, source));
            case "serviceAccountToken" -> token(source, projected);
            case "clusterTrustBundle" -> trustBundle(source);
            default -> certificate(source);
        }
    }

    private static void token(Field source, Field projected) {
        var seconds = source.get("expirationSeconds");
        if (seconds.number() < 600) seconds.invalid("may not specify a duration less than 10 minutes");
        if (seconds.number() > 1L << 32) seconds.invalid("may not specify a duration larger than 2^32 seconds");
        source.get("path").reportedAt(projected.path().child("path")).needs(Paths::localNonReserved);
    }

    private static void trustBundle(Field source) {
        var byName = source.get("name").notEmpty();
        var bySigner = source.get("signerName").notEmpty();
        if (byName && bySigner) source.invalid("only one of name and signerName may be used");
        if (!byName && !bySigner) source.required("either name or signerName must be specified");
        if (byName && source.get("labelSelector").present())
            source.get("labelSelector").invalid("labelSelector must be unset if name is specified");
        source.get("path").needs(Paths::localNonReserved);
    }

    private static void certificate(Field source) {
        source.get("keyType").oneOf(List.of("RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519"));
        var paths = List.of("credentialBundlePath", "keyPath", "certificateChainPath");
        if (paths.stream().allMatch(path -> source.get(path).empty()))
            source.required("specify at least one of credentialBundlePath, keyPath, and certificateChainPath");
        for (var path : paths) source.get(path).mustBeIfSet(Paths::localNonReserved);
    }

    private static void unique(String kind, Field source, Field projected, Set<String> paths) {
        for (var path : paths(kind, source))
            if (!path.isEmpty() && !paths.add(path)) projected.invalid(source.value(), "conflicting duplicate paths");
    }

    private static List<String> paths(String kind, Field source) {
        if (kind.equals("serviceAccountToken") || kind.equals("clusterTrustBundle"))
            return List.of(source.get("path").text());
        var paths = new ArrayList<String>();
        for (var item : source.get("items").items()) paths.add(item.get("path").text());
        return paths;
    }
}
