package dev.navarch.controller.job;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.pods.PodControl;
import dev.navarch.loop.Batches;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.Collection;

/** Makes and removes a Job's pods, and takes the tracking finalizer off them. */
final class JobPodControl {
    private final ResourceClient<V1Pod> pods;
    private final PodControl control;

    JobPodControl(ClusterClient cluster, EventRecorder events) {
        this.pods = cluster.resource(V1Pod.class);
        this.control = new PodControl(cluster, events);
    }

    void create(Collection<V1Pod> fresh, V1Job job) {
        Batches.slowStart(fresh, pod -> control.create(pod, job)).throwFirst();
    }

    /** They stay tracked: how they end is still to be counted. */
    void delete(Collection<JobPod> going, V1Job job) {
        Batches.all(going, pod -> control.delete(pod.pod(), job)).throwFirst();
    }

    /** Nobody will count how they end. */
    void discard(Collection<JobPod> going, V1Job job) {
        Batches.all(going, pod -> {
                    release(pod.pod());
                    control.delete(pod.pod(), job);
                })
                .throwFirst();
    }

    void release(Collection<JobPod> accounted) {
        Batches.all(accounted, pod -> release(pod.pod())).throwFirst();
    }

    void release(V1Pod pod) {
        var metadata = pod.getMetadata();
        var body = "{\"metadata\":{\"uid\":\"%s\",\"$deleteFromPrimitiveList/finalizers\":[\"%s\"]}}"
                .formatted(metadata.getUid(), JobPod.FINALIZER);
        try {
            pods.patch(metadata.getNamespace(), metadata.getName(), PatchType.STRATEGIC_MERGE, body);
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
