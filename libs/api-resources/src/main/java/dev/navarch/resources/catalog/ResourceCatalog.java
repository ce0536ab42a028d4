package dev.navarch.resources.catalog;

import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionResource;
import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.account.ServiceAccountResource;
import dev.navarch.resources.admission.MutatingAdmissionPolicyBindingResource;
import dev.navarch.resources.admission.MutatingAdmissionPolicyResource;
import dev.navarch.resources.admission.MutatingWebhookConfigurationResource;
import dev.navarch.resources.admission.ValidatingAdmissionPolicyBindingResource;
import dev.navarch.resources.admission.ValidatingAdmissionPolicyResource;
import dev.navarch.resources.admission.ValidatingWebhookConfigurationResource;
import dev.navarch.resources.aggregation.APIServiceResource;
import dev.navarch.resources.autoscaling.HorizontalPodAutoscalerV1Resource;
import dev.navarch.resources.autoscaling.HorizontalPodAutoscalerV2Resource;
import dev.navarch.resources.batch.CronJobResource;
import dev.navarch.resources.batch.JobResource;
import dev.navarch.resources.certificate.CertificateSigningRequestResource;
import dev.navarch.resources.configuration.ConfigMapResource;
import dev.navarch.resources.configuration.SecretResource;
import dev.navarch.resources.device.DeviceClassResource;
import dev.navarch.resources.device.ResourceClaimResource;
import dev.navarch.resources.device.ResourceClaimTemplateResource;
import dev.navarch.resources.device.ResourceSliceResource;
import dev.navarch.resources.discovery.EndpointSliceResource;
import dev.navarch.resources.disruption.PodDisruptionBudgetResource;
import dev.navarch.resources.event.EventResource;
import dev.navarch.resources.event.EventsV1EventResource;
import dev.navarch.resources.extension.CustomResourceDefinitionResource;
import dev.navarch.resources.flowcontrol.FlowSchemaResource;
import dev.navarch.resources.flowcontrol.PriorityLevelConfigurationResource;
import dev.navarch.resources.lease.LeaseResource;
import dev.navarch.resources.namespace.NamespaceResource;
import dev.navarch.resources.networking.IPAddressResource;
import dev.navarch.resources.networking.IngressClassResource;
import dev.navarch.resources.networking.IngressResource;
import dev.navarch.resources.networking.NetworkPolicyResource;
import dev.navarch.resources.networking.ServiceCIDRResource;
import dev.navarch.resources.node.ComponentStatusResource;
import dev.navarch.resources.node.NodeResource;
import dev.navarch.resources.pod.BindingResource;
import dev.navarch.resources.pod.PodResource;
import dev.navarch.resources.pod.PodTemplateResource;
import dev.navarch.resources.quota.LimitRangeResource;
import dev.navarch.resources.quota.ResourceQuotaResource;
import dev.navarch.resources.rbac.ClusterRoleBindingResource;
import dev.navarch.resources.rbac.ClusterRoleResource;
import dev.navarch.resources.rbac.RoleBindingResource;
import dev.navarch.resources.rbac.RoleResource;
import dev.navarch.resources.review.LocalSubjectAccessReviewResource;
import dev.navarch.resources.review.SelfSubjectAccessReviewResource;
import dev.navarch.resources.review.SelfSubjectReviewResource;
import dev.navarch.resources.review.SelfSubjectRulesReviewResource;
import dev.navarch.resources.review.SubjectAccessReviewResource;
import dev.navarch.resources.review.TokenReviewResource;
import dev.navarch.resources.runtime.RuntimeClassResource;
import dev.navarch.resources.scheduling.PriorityClassResource;
import dev.navarch.resources.service.EndpointsResource;
import dev.navarch.resources.service.ServiceResource;
import dev.navarch.resources.storage.CSIDriverResource;
import dev.navarch.resources.storage.CSINodeResource;
import dev.navarch.resources.storage.CSIStorageCapacityResource;
import dev.navarch.resources.storage.StorageClassResource;
import dev.navarch.resources.storage.VolumeAttachmentResource;
import dev.navarch.resources.storage.VolumeAttributesClassResource;
import dev.navarch.resources.volume.PersistentVolumeClaimResource;
import dev.navarch.resources.volume.PersistentVolumeResource;
import dev.navarch.resources.workload.ControllerRevisionResource;
import dev.navarch.resources.workload.DaemonSetResource;
import dev.navarch.resources.workload.DeploymentResource;
import dev.navarch.resources.workload.ReplicaSetResource;
import dev.navarch.resources.workload.ReplicationControllerResource;
import dev.navarch.resources.workload.StatefulSetResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The built-in kinds, in the order in which discovery tells of them. */
public final class ResourceCatalog {
    private static final ResourceCatalog BUILT_IN = new ResourceCatalog(List.of(
            BindingResource.form(),
            ComponentStatusResource.form(),
            ConfigMapResource.form(),
            EndpointsResource.form(),
            EventResource.form(),
            LimitRangeResource.form(),
            NamespaceResource.form(),
            NodeResource.form(),
            PersistentVolumeClaimResource.form(),
            PersistentVolumeResource.form(),
            PodResource.form(),
            PodTemplateResource.form(),
            ReplicationControllerResource.form(),
            ResourceQuotaResource.form(),
            SecretResource.form(),
            ServiceAccountResource.form(),
            ServiceResource.form(),
            APIServiceResource.form(),
            ControllerRevisionResource.form(),
            DaemonSetResource.form(),
            DeploymentResource.form(),
            ReplicaSetResource.form(),
            StatefulSetResource.form(),
            EventsV1EventResource.form(),
            SelfSubjectReviewResource.form(),
            TokenReviewResource.form(),
            LocalSubjectAccessReviewResource.form(),
            SelfSubjectAccessReviewResource.form(),
            SelfSubjectRulesReviewResource.form(),
            SubjectAccessReviewResource.form(),
            HorizontalPodAutoscalerV2Resource.form(),
            HorizontalPodAutoscalerV1Resource.form(),
            CronJobResource.form(),
            JobResource.form(),
            CertificateSigningRequestResource.form(),
            IngressClassResource.form(),
            IngressResource.form(),
            IPAddressResource.form(),
            NetworkPolicyResource.form(),
            ServiceCIDRResource.form(),
            PodDisruptionBudgetResource.form(),
            ClusterRoleBindingResource.form(),
            ClusterRoleResource.form(),
            RoleBindingResource.form(),
            RoleResource.form(),
            CSIDriverResource.form(),
            CSINodeResource.form(),
            CSIStorageCapacityResource.form(),
            StorageClassResource.form(),
            VolumeAttachmentResource.form(),
            VolumeAttributesClassResource.form(),
            MutatingAdmissionPolicyResource.form(),
            MutatingAdmissionPolicyBindingResource.form(),
            MutatingWebhookConfigurationResource.form(),
            ValidatingAdmissionPolicyResource.form(),
            ValidatingAdmissionPolicyBindingResource.form(),
            ValidatingWebhookConfigurationResource.form(),
            CustomResourceDefinitionResource.form(),
            PriorityClassResource.form(),
            LeaseResource.form(),
            RuntimeClassResource.form(),
            EndpointSliceResource.form(),
            DeviceClassResource.form(),
            ResourceClaimResource.form(),
            ResourceClaimTemplateResource.form(),
            ResourceSliceResource.form(),
            FlowSchemaResource.form(),
            PriorityLevelConfigurationResource.form()));

    private final List<ResourceDefinition> definitions;
    private final Map<GroupVersionResource, ResourceDefinition> byName = new LinkedHashMap<>();

    private ResourceCatalog(List<ResourceDefinition> definitions) {
        this.definitions = definitions;
        definitions.forEach(definition -> byName.put(definition.names().groupVersionResource(), definition));
    }

    public static ResourceCatalog builtIn() {
        return BUILT_IN;
    }

    public List<ResourceDefinition> definitions() {
        return definitions;
    }

    public @Nullable ResourceDefinition find(GroupVersionResource name) {
        return byName.get(name);
    }

    /** The one that discovery names first where a resource is served in several versions. */
    public ResourceDefinition get(GroupResource name) {
        return definitions.stream()
                .filter(definition -> definition.names().groupResource().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No built-in resource is called " + name));
    }
}
