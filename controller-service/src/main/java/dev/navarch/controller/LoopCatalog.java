package dev.navarch.controller;

import dev.navarch.client.ClusterClient;
import dev.navarch.controller.bootstraptoken.BootstrapSigner;
import dev.navarch.controller.bootstraptoken.TokenCleaner;
import dev.navarch.controller.certificates.AccessReviewer;
import dev.navarch.controller.certificates.CsrApprovingController;
import dev.navarch.controller.certificates.CsrCleaner;
import dev.navarch.controller.certificates.CsrSigningController;
import dev.navarch.controller.clusterrole.ClusterRoleAggregationController;
import dev.navarch.controller.deployment.DeploymentController;
import dev.navarch.controller.endpoints.EndpointsController;
import dev.navarch.controller.endpointslice.EndpointSliceController;
import dev.navarch.controller.garbage.GarbageCollector;
import dev.navarch.controller.namespace.NamespaceController;
import dev.navarch.controller.nodeipam.NodeCidrAllocator;
import dev.navarch.controller.nodelifecycle.NodeLifecycleController;
import dev.navarch.controller.podgc.PodGarbageCollector;
import dev.navarch.controller.replicaset.ReplicaSetController;
import dev.navarch.controller.rootca.RootCaPublisher;
import dev.navarch.controller.serviceaccount.ServiceAccountController;
import dev.navarch.controller.tainteviction.TaintEvictionController;
import dev.navarch.loop.Loop;
import dev.navarch.pki.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Every loop that this service runs, and the account that it acts as. */
final class LoopCatalog {
    private LoopCatalog() {}

    static List<Loop> loops(ClusterClient client, ControllerProperties settings, Clock clock) {
        var loops = new ArrayList<Loop>();
        loops.add(new ReplicaSetController(client.actingAs("replicaset-controller"), clock).loop());
        loops.add(new DeploymentController(client.actingAs("deployment-controller"), clock).loop());
        loops.add(new EndpointSliceController(client.actingAs("endpointslice-controller"), clock).loop());
        loops.add(new EndpointsController(client.actingAs("endpoint-controller")).loop());
        loops.add(new ServiceAccountController(client.actingAs("service-account-controller")).loop());
        if (settings.rootCaFile() != null) {
            loops.add(
                    new RootCaPublisher(client.actingAs("root-ca-cert-publisher"), read(settings.rootCaFile())).loop());
        }
        var nodeClient = client.actingAs("node-controller");
        if (!settings.clusterCidr().isEmpty()) {
            loops.add(new NodeCidrAllocator(nodeClient, settings.clusterCidr()).loop());
        }
        loops.add(new NodeLifecycleController(nodeClient, nodeTiming(settings), clock).loop());
        loops.add(new TaintEvictionController(nodeClient, clock).loop());
        loops.add(new PodGarbageCollector(client.actingAs("pod-garbage-collector"), podGc(settings), clock).loop());
        loops.add(new NamespaceController(client.actingAs("namespace-controller"), clock).loop());
        loops.add(new ClusterRoleAggregationController(client.actingAs("clusterrole-aggregation-controller")).loop());
        addCertificateLoops(loops, client.actingAs("certificate-controller"), settings, clock);
        loops.add(new BootstrapSigner(client.actingAs("bootstrap-signer"), clock).loop());
        loops.add(new TokenCleaner(client.actingAs("token-cleaner"), clock).loop());
        // Last, so that it finds the kinds that others watch whole and need not watch them again.
        loops.add(new GarbageCollector(client.actingAs("generic-garbage-collector")).loop());
        return List.copyOf(loops);
    }

    private static void addCertificateLoops(
            List<Loop> loops, ClusterClient client, ControllerProperties settings, Clock clock) {
        loops.add(new CsrApprovingController(client, AccessReviewer.asking(client), clock).loop());
        loops.add(new CsrCleaner(client, clock).loop());
        var certificate = settings.clusterSigningCertFile();
        var key = settings.clusterSigningKeyFile();
        if (certificate == null || key == null) return;
        var authority = CertificateAuthority.load(key, certificate, clock);
        loops.add(new CsrSigningController(client, authority, settings.clusterSigningDuration(), clock).loop());
    }

    private static NodeLifecycleController.Timing nodeTiming(ControllerProperties settings) {
        return new NodeLifecycleController.Timing(
                settings.nodeMonitorPeriod(), settings.nodeMonitorGracePeriod(), settings.nodeStartupGracePeriod());
    }

    private static PodGarbageCollector.Settings podGc(ControllerProperties settings) {
        return new PodGarbageCollector.Settings(
                settings.podGcPeriod(), settings.podGcQuarantine(), settings.terminatedPodThreshold());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The root certificate " + file + " cannot be read", e);
        }
    }
}
