package dev.navarch.standalone.cluster;

import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.Kubeconfig;
import java.util.List;
import java.util.TreeSet;

/** The certificates of a cluster's parts, each with a kubeconfig of its own; made where missing, kept where good. */
final class ClusterIdentities {
    private final ClusterSettings settings;
    private final ClusterDirectory directory;

    ClusterIdentities(ClusterSettings settings, ClusterDirectory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /** @return the administrator's */
    Kubeconfig ensure() {
        var pki = ClusterPki.open(directory.pki());
        var addresses = new TreeSet<>(List.of("127.0.0.1", settings.hostAddress(), settings.serviceAddress(1)));
        pki.ensureServerCertificate(List.of(ClusterSettings.hostName()), addresses);
        pki.ensureServiceAccountKey();
        pki.ensureKubeletClientCertificate();
        for (var identity : ClientIdentity.ROLES) ensure(identity, pki);
        pki.ensureServiceCertificate("metrics-server");
        if (settings.runtime() == ClusterSettings.NodeRuntime.CONTAINERD) nodeIdentities(pki);
        return ensure(ClientIdentity.ADMINISTRATOR, pki);
    }

    private Kubeconfig ensure(ClientIdentity identity, ClusterPki pki) {
        var kubeconfig = directory.kubeconfig(identity.part());
        return identity.ensure(pki, kubeconfig, settings.apiServerUrl(), List.of(settings.hostAddress()));
    }

    private void nodeIdentities(ClusterPki pki) {
        var url = "https://" + settings.hostAddress() + ":" + settings.port();
        var names = settings.nodeNames();
        for (var index = 0; index < names.size(); index++) {
            var name = names.get(index);
            pki.ensureClientKubeconfig(
                    directory.kubeconfig("node-" + name), url, "system:node:" + name, List.of("system:nodes"));
            pki.ensureNodeServingCertificate(name, List.of(settings.nodeAddress(index), "127.0.0.1"));
        }
    }
}
