package dev.navarch.apiserver.admission;

import java.util.Comparator;
import java.util.List;

/** The order of the chain. Plugins that are named and not there are upstream's defaults that Navarch does not have yet. */
public final class AdmissionOrder {
    public static final List<String> NAMES = List.of(
            "NamespaceLifecycle",
            "LimitRanger",
            "ServiceAccount",
            "NodeRestriction",
            "TaintNodesByCondition",
            "PodSecurity",
            "Priority",
            "DefaultTolerationSeconds",
            "DefaultStorageClass",
            "StorageObjectInUseProtection",
            "PersistentVolumeClaimResize",
            "RuntimeClass",
            "CertificateApproval",
            "CertificateSigning",
            "ClusterTrustBundleAttest",
            "CertificateSubjectRestriction",
            "DefaultIngressClass",
            "PodTopologyLabels",
            "MutatingAdmissionPolicy",
            "MutatingAdmissionWebhook",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionWebhook",
            "ResourceQuota",
            "RBACEscalation");

    private AdmissionOrder() {}

    /** @throws IllegalArgumentException for a plugin that has no place */
    public static List<AdmissionPlugin> arrange(List<AdmissionPlugin> plugins) {
        for (var plugin : plugins)
            if (!NAMES.contains(plugin.name()))
                throw new IllegalArgumentException(
                        "Admission plugin " + plugin.name() + " has no place in AdmissionOrder");
        return plugins.stream()
                .sorted(Comparator.comparingInt(plugin -> NAMES.indexOf(plugin.name())))
                .toList();
    }
}
