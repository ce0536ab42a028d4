package dev.navarch.client;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.EventsV1Event;
import io.kubernetes.client.openapi.models.ResourceV1ResourceClaim;
import io.kubernetes.client.openapi.models.V1APIService;
import io.kubernetes.client.openapi.models.V1CSIDriver;
import io.kubernetes.client.openapi.models.V1CSINode;
import io.kubernetes.client.openapi.models.V1CSIStorageCapacity;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import io.kubernetes.client.openapi.models.V1ClusterRole;
import io.kubernetes.client.openapi.models.V1ClusterRoleBinding;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ControllerRevision;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1CustomResourceDefinition;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeviceClass;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Endpoints;
import io.kubernetes.client.openapi.models.V1FlowSchema;
import io.kubernetes.client.openapi.models.V1HorizontalPodAutoscaler;
import io.kubernetes.client.openapi.models.V1IPAddress;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1IngressClass;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1LimitRange;
import io.kubernetes.client.openapi.models.V1MutatingAdmissionPolicy;
import io.kubernetes.client.openapi.models.V1MutatingAdmissionPolicyBinding;
import io.kubernetes.client.openapi.models.V1MutatingWebhookConfiguration;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodTemplate;
import io.kubernetes.client.openapi.models.V1PriorityClass;
import io.kubernetes.client.openapi.models.V1PriorityLevelConfiguration;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1ResourceClaimTemplate;
import io.kubernetes.client.openapi.models.V1ResourceQuota;
import io.kubernetes.client.openapi.models.V1ResourceSlice;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1RuntimeClass;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1ServiceCIDR;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1StorageClass;
import io.kubernetes.client.openapi.models.V1SubjectAccessReview;
import io.kubernetes.client.openapi.models.V1TokenReview;
import io.kubernetes.client.openapi.models.V1ValidatingAdmissionPolicy;
import io.kubernetes.client.openapi.models.V1ValidatingAdmissionPolicyBinding;
import io.kubernetes.client.openapi.models.V1ValidatingWebhookConfiguration;
import io.kubernetes.client.openapi.models.V1VolumeAttachment;
import io.kubernetes.client.openapi.models.V1VolumeAttributesClass;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which model stands for which served resource: every kind served at a stable version. */
public final class ResourceCatalog {
    private static final Set<String> VERBS =
            Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final Map<Class<? extends KubernetesObject>, ServedResource> RESOURCES = resources();

    private ResourceCatalog() {}

    public static Map<Class<? extends KubernetesObject>, ServedResource> all() {
        return RESOURCES;
    }

    public static ServedResource of(Class<?> type) {
        var resource = RESOURCES.get(type);
        if (resource == null) {
            throw new IllegalArgumentException(type.getName() + " is not the model of a served kind");
        }
        return resource;
    }

    /** The model of a resource, whatever its version; null for a kind that is not built in. */
    public static @Nullable Class<? extends KubernetesObject> modelOf(ServedResource wanted) {
        for (var entry : RESOURCES.entrySet()) {
            var known = entry.getValue();
            if (known.apiVersion().equals(wanted.apiVersion()) && known.plural().equals(wanted.plural())) {
                return entry.getKey();
            }
        }
        return null;
    }

    private static Map<Class<? extends KubernetesObject>, ServedResource> resources() {
        var table = new Table();
        table.namespaced(V1ConfigMap.class, "v1", "ConfigMap", "configmaps");
        table.namespaced(V1Endpoints.class, "v1", "Endpoints", "endpoints");
        table.namespaced(CoreV1Event.class, "v1", "Event", "events");
        table.namespaced(V1LimitRange.class, "v1", "LimitRange", "limitranges");
        table.cluster(V1Namespace.class, "v1", "Namespace", "namespaces");
        table.cluster(V1Node.class, "v1", "Node", "nodes");
        table.namespaced(V1PersistentVolumeClaim.class, "v1", "PersistentVolumeClaim", "persistentvolumeclaims");
        table.cluster(V1PersistentVolume.class, "v1", "PersistentVolume", "persistentvolumes");
        table.namespaced(V1Pod.class, "v1", "Pod", "pods");
        table.namespaced(V1PodTemplate.class, "v1", "PodTemplate", "podtemplates");
        table.namespaced(V1ReplicationController.class, "v1", "ReplicationController", "replicationcontrollers");
        table.namespaced(V1ResourceQuota.class, "v1", "ResourceQuota", "resourcequotas");
        table.namespaced(V1Secret.class, "v1", "Secret", "secrets");
        table.namespaced(V1ServiceAccount.class, "v1", "ServiceAccount", "serviceaccounts");
        table.namespaced(V1Service.class, "v1", "Service", "services");
        table.cluster(V1APIService.class, "apiregistration.k8s.io/v1", "APIService", "apiservices");
        table.namespaced(V1ControllerRevision.class, "apps/v1", "ControllerRevision", "controllerrevisions");
        table.namespaced(V1DaemonSet.class, "apps/v1", "DaemonSet", "daemonsets");
        table.namespaced(V1Deployment.class, "apps/v1", "Deployment", "deployments");
        table.namespaced(V1ReplicaSet.class, "apps/v1", "ReplicaSet", "replicasets");
        table.namespaced(V1StatefulSet.class, "apps/v1", "StatefulSet", "statefulsets");
        table.namespaced(EventsV1Event.class, "events.k8s.io/v1", "Event", "events");
        table.namespaced(
                V2HorizontalPodAutoscaler.class,
                "autoscaling/v2",
                "HorizontalPodAutoscaler",
                "horizontalpodautoscalers");
        table.namespaced(
                V1HorizontalPodAutoscaler.class,
                "autoscaling/v1",
                "HorizontalPodAutoscaler",
                "horizontalpodautoscalers");
        table.namespaced(V1CronJob.class, "batch/v1", "CronJob", "cronjobs");
        table.namespaced(V1Job.class, "batch/v1", "Job", "jobs");
        table.cluster(
                V1CertificateSigningRequest.class,
                "certificates.k8s.io/v1",
                "CertificateSigningRequest",
                "certificatesigningrequests");
        table.cluster(V1IngressClass.class, "networking.k8s.io/v1", "IngressClass", "ingressclasses");
        table.namespaced(V1Ingress.class, "networking.k8s.io/v1", "Ingress", "ingresses");
        table.cluster(V1IPAddress.class, "networking.k8s.io/v1", "IPAddress", "ipaddresses");
        table.namespaced(V1NetworkPolicy.class, "networking.k8s.io/v1", "NetworkPolicy", "networkpolicies");
        table.cluster(V1ServiceCIDR.class, "networking.k8s.io/v1", "ServiceCIDR", "servicecidrs");
        table.namespaced(V1PodDisruptionBudget.class, "policy/v1", "PodDisruptionBudget", "poddisruptionbudgets");
        table.cluster(
                V1ClusterRoleBinding.class,
                "rbac.authorization.k8s.io/v1",
                "ClusterRoleBinding",
                "clusterrolebindings");
        table.cluster(V1ClusterRole.class, "rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles");
        table.namespaced(V1RoleBinding.class, "rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings");
        table.namespaced(V1Role.class, "rbac.authorization.k8s.io/v1", "Role", "roles");
        table.cluster(V1CSIDriver.class, "storage.k8s.io/v1", "CSIDriver", "csidrivers");
        table.cluster(V1CSINode.class, "storage.k8s.io/v1", "CSINode", "csinodes");
        table.namespaced(V1CSIStorageCapacity.class, "storage.k8s.io/v1", "CSIStorageCapacity", "csistoragecapacities");
        table.cluster(V1StorageClass.class, "storage.k8s.io/v1", "StorageClass", "storageclasses");
        table.cluster(V1VolumeAttachment.class, "storage.k8s.io/v1", "VolumeAttachment", "volumeattachments");
        table.cluster(
                V1VolumeAttributesClass.class, "storage.k8s.io/v1", "VolumeAttributesClass", "volumeattributesclasses");
        table.cluster(
                V1MutatingAdmissionPolicy.class,
                "admissionregistration.k8s.io/v1",
                "MutatingAdmissionPolicy",
                "mutatingadmissionpolicies");
        table.cluster(
                V1MutatingAdmissionPolicyBinding.class,
                "admissionregistration.k8s.io/v1",
                "MutatingAdmissionPolicyBinding",
                "mutatingadmissionpolicybindings");
        table.cluster(
                V1MutatingWebhookConfiguration.class,
                "admissionregistration.k8s.io/v1",
                "MutatingWebhookConfiguration",
                "mutatingwebhookconfigurations");
        table.cluster(
                V1ValidatingAdmissionPolicy.class,
                "admissionregistration.k8s.io/v1",
                "ValidatingAdmissionPolicy",
                "validatingadmissionpolicies");
        table.cluster(
                V1ValidatingAdmissionPolicyBinding.class,
                "admissionregistration.k8s.io/v1",
                "ValidatingAdmissionPolicyBinding",
                "validatingadmissionpolicybindings");
        table.cluster(
                V1ValidatingWebhookConfiguration.class,
                "admissionregistration.k8s.io/v1",
                "ValidatingWebhookConfiguration",
                "validatingwebhookconfigurations");
        table.cluster(
                V1CustomResourceDefinition.class,
                "apiextensions.k8s.io/v1",
                "CustomResourceDefinition",
                "customresourcedefinitions");
        table.cluster(V1PriorityClass.class, "scheduling.k8s.io/v1", "PriorityClass", "priorityclasses");
        table.namespaced(V1Lease.class, "coordination.k8s.io/v1", "Lease", "leases");
        table.cluster(V1RuntimeClass.class, "node.k8s.io/v1", "RuntimeClass", "runtimeclasses");
        table.namespaced(V1EndpointSlice.class, "discovery.k8s.io/v1", "EndpointSlice", "endpointslices");
        table.cluster(V1DeviceClass.class, "resource.k8s.io/v1", "DeviceClass", "deviceclasses");
        table.namespaced(ResourceV1ResourceClaim.class, "resource.k8s.io/v1", "ResourceClaim", "resourceclaims");
        table.namespaced(
                V1ResourceClaimTemplate.class, "resource.k8s.io/v1", "ResourceClaimTemplate", "resourceclaimtemplates");
        table.cluster(V1ResourceSlice.class, "resource.k8s.io/v1", "ResourceSlice", "resourceslices");
        table.cluster(V1FlowSchema.class, "flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "flowschemas");
        table.cluster(
                V1PriorityLevelConfiguration.class,
                "flowcontrol.apiserver.k8s.io/v1",
                "PriorityLevelConfiguration",
                "prioritylevelconfigurations");
        table.add(
                V1TokenReview.class,
                "authentication.k8s.io/v1",
                "TokenReview",
                "tokenreviews",
                false,
                Set.of("create"));
        table.add(
                V1SubjectAccessReview.class,
                "authorization.k8s.io/v1",
                "SubjectAccessReview",
                "subjectaccessreviews",
                false,
                Set.of("create"));
        return table.rows;
    }

    private static final class Table {
        private final Map<Class<? extends KubernetesObject>, ServedResource> rows = new LinkedHashMap<>();

        Table namespaced(Class<? extends KubernetesObject> type, String apiVersion, String kind, String plural) {
            return add(type, apiVersion, kind, plural, true, VERBS);
        }

        Table cluster(Class<? extends KubernetesObject> type, String apiVersion, String kind, String plural) {
            return add(type, apiVersion, kind, plural, false, VERBS);
        }

        private Table add(
                Class<? extends KubernetesObject> type,
                String apiVersion,
                String kind,
                String plural,
                boolean namespaced,
                Set<String> verbs) {
            var slash = apiVersion.indexOf('/');
            var group = slash < 0 ? "" : apiVersion.substring(0, slash);
            rows.put(type, new ServedResource(group, apiVersion.substring(slash + 1), plural, kind, namespaced, verbs));
            return this;
        }
    }
}
