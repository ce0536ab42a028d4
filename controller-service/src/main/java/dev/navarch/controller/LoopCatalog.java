package dev.navarch.controller;

import dev.navarch.client.ClusterClient;
import dev.navarch.controller.bootstraptoken.BootstrapSigner;
import dev.navarch.controller.bootstraptoken.TokenCleaner;
import dev.navarch.controller.certificates.AccessReviewer;
import dev.navarch.controller.certificates.CsrApprovingController;
import dev.navarch.controller.certificates.CsrCleaner;
import dev.navarch.controller.certificates.CsrSigningController;
import dev.navarch.controller.clusterrole.ClusterRoleAggregationController;
import dev.navarch.controller.cronjob.CronJobController;
import dev.navarch.controller.daemonset.DaemonSetController;
import dev.navarch.controller.deployment.DeploymentController;
import dev.navarch.controller.disruption.DisruptionController;
import dev.navarch.controller.disruption.StalePodDisruptionController;
import dev.navarch.controller.endpoints.EndpointsController;
import dev.navarch.controller.endpointslice.EndpointSliceController;
import dev.navarch.controller.ephemeralvolume.EphemeralVolumeController;
import dev.navarch.controller.garbage.GarbageCollector;
import dev.navarch.controller.job.JobController;
import dev.navarch.controller.localvolume.LocalStorageClass;
import dev.navarch.controller.localvolume.LocalVolumeProvisioner;
import dev.navarch.controller.localvolume.LocalVolumeReclaimer;
import dev.navarch.controller.namespace.NamespaceController;
import dev.navarch.controller.nodeipam.NodeCidrAllocator;
import dev.navarch.controller.nodelifecycle.NodeLifecycleController;
import dev.navarch.controller.persistentvolume.ClaimBindingController;
import dev.navarch.controller.persistentvolume.VolumeBindingController;
import dev.navarch.controller.podgc.PodGarbageCollector;
import dev.navarch.controller.replicaset.ReplicaSetController;
import dev.navarch.controller.resourcequota.ResourceQuotaController;
import dev.navarch.controller.rootca.RootCaPublisher;
import dev.navarch.controller.serviceaccount.ServiceAccountController;
import dev.navarch.controller.statefulset.StatefulSetController;
import dev.navarch.controller.tainteviction.TaintEvictionController;
import dev.navarch.controller.ttlafterfinished.TtlAfterFinishedController;
import dev.navarch.controller.volumeprotection.ClaimProtectionController;
import dev.navarch.controller.volumeprotection.VolumeProtectionController;
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
        loops.add(ReplicaSetController.ofReplicaSets(client.actingAs("replicaset-controller"), clock)
                .loop());
        loops.add(ReplicaSetController.ofReplicationControllers(client.actingAs("replication-controller"), clock)
                .loop());
        loops.add(new DeploymentController(client.actingAs("deployment-controller"), clock).loop());
        loops.add(new StatefulSetController(client.actingAs("statefulset-controller"), clock).loop());
        loops.add(new DaemonSetController(client.actingAs("daemon-set-controller"), clock).loop());
        loops.add(new JobController(client.actingAs("job-controller"), clock).loop());
        loops.add(new CronJobController(client.actingAs("cronjob-controller"), clock).loop());
        loops.add(new TtlAfterFinishedController(client.actingAs("ttl-after-finished-controller"), clock).loop());
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
        addPolicies(loops, client, clock);
        addStorage(loops, client, settings, clock);
        addCertificateLoops(loops, client.actingAs("certificate-controller"), settings, clock);
        loops.add(new BootstrapSigner(client.actingAs("bootstrap-signer"), clock).loop());
        loops.add(new TokenCleaner(client.actingAs("token-cleaner"), clock).loop());
        // Last, so that it finds the kinds that others watch whole and need not watch them again.
        loops.add(new GarbageCollector(client.actingAs("generic-garbage-collector")).loop());
        return List.copyOf(loops);
    }

    private static void addPolicies(List<Loop> loops, ClusterClient client, Clock clock) {
        var disruption = client.actingAs("disruption-controller");
        loops.add(new DisruptionController(disruption, clock).loop());
        loops.add(new StalePodDisruptionController(disruption, clock).loop());
        loops.add(new ResourceQuotaController(client.actingAs("resourcequota-controller"), clock).loop());
    }

    private static void addStorage(List<Loop> loops, ClusterClient client, ControllerProperties settings, Clock clock) {
        var binder = client.actingAs("persistent-volume-binder");
        loops.add(new ClaimBindingController(binder, clock).loop());
        loops.add(new VolumeBindingController(binder, clock).loop());
        loops.add(new ClaimProtectionController(client.actingAs("pvc-protection-controller")).loop());
        loops.add(new VolumeProtectionController(client.actingAs("pv-protection-controller")).loop());
        loops.add(new EphemeralVolumeController(client.actingAs("ephemeral-volume-controller")).loop());
        if (!settings.localStorageClass().isEmpty()) {
            var provisioner = client.actingAs("local-volume-provisioner");
            loops.add(new LocalStorageClass(provisioner, settings.localStorageClass()).loop());
            loops.add(new LocalVolumeProvisioner(provisioner).loop());
            loops.add(new LocalVolumeReclaimer(provisioner).loop());
        }
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
