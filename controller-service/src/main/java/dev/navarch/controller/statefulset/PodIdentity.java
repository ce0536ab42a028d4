package dev.navarch.controller.statefulset;

import dev.navarch.controller.history.Revision;
import dev.navarch.controller.pods.PodControl;
import dev.navarch.controller.selector.LabelSelectors;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimVolumeSource;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Who a pod of a set is: its name, its labels, its host name and its volumes follow from its ordinal. */
record PodIdentity(V1StatefulSet set, int ordinal) {
    static final String REVISION = "controller-revision-hash";
    private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
    private static final String POD_INDEX = "apps.kubernetes.io/pod-index";

    String name() {
        return set.getMetadata().getName() + "-" + ordinal;
    }

    Map<String, String> labels() {
        return Map.of(POD_NAME, name(), POD_INDEX, Integer.toString(ordinal));
    }

    boolean isCarriedBy(V1Pod pod) {
        return LabelSelectors.containsAll(pod.getMetadata().getLabels(), labels());
    }

    /** A pod that is still to be created. */
    V1Pod pod(Revision revision) {
        var pod = PodControl.from(revision.template(), set);
        var labels = new HashMap<>(Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of()));
        labels.putAll(labels());
        labels.put(REVISION, revision.name());
        pod.getMetadata().name(name()).labels(labels);
        pod.getSpec().hostname(name()).subdomain(set.getSpec().getServiceName()).volumes(volumes(pod));
        return pod;
    }

    /** A claim takes the place of the template's volume of its name. */
    private List<V1Volume> volumes(V1Pod pod) {
        var volumes = new ArrayList<V1Volume>();
        for (var template : VolumeClaims.templates(set)) {
            var volume = template.getMetadata().getName();
            volumes.add(new V1Volume()
                    .name(volume)
                    .persistentVolumeClaim(new V1PersistentVolumeClaimVolumeSource()
                            .claimName(VolumeClaims.name(template, this))
                            .readOnly(false)));
        }
        var own = Objects.requireNonNullElse(pod.getSpec().getVolumes(), List.<V1Volume>of());
        own.stream()
                .filter(volume ->
                        volumes.stream().noneMatch(claim -> claim.getName().equals(volume.getName())))
                .forEach(volumes::add);
        return volumes;
    }
}
