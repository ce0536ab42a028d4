package dev.navarch.apiserver;

import dev.navarch.apiserver.admission.AdmissionPlugin;
import dev.navarch.apiserver.admission.DefaultStorageClassPlugin;
import dev.navarch.apiserver.admission.DefaultTolerationSecondsPlugin;
import dev.navarch.apiserver.admission.LimitRangerPlugin;
import dev.navarch.apiserver.admission.NamespaceLifecyclePlugin;
import dev.navarch.apiserver.admission.NodeRestrictionPlugin;
import dev.navarch.apiserver.admission.PersistentVolumeClaimResizePlugin;
import dev.navarch.apiserver.admission.PriorityPlugin;
import dev.navarch.apiserver.admission.ResourceQuotaPlugin;
import dev.navarch.apiserver.admission.RuntimeClassPlugin;
import dev.navarch.apiserver.admission.ServiceAccountPlugin;
import dev.navarch.apiserver.admission.StorageObjectInUseProtectionPlugin;
import dev.navarch.apiserver.admission.TaintNodesByConditionPlugin;
import dev.navarch.apiserver.admission.podsecurity.PodSecurityPlugin;
import dev.navarch.apiserver.allocation.AddressRange;
import dev.navarch.apiserver.allocation.PortRange;
import dev.navarch.apiserver.allocation.ServiceAllocation;
import dev.navarch.apiserver.authorization.AuthorizerOrder;
import dev.navarch.apiserver.authorization.rbac.EscalationPlugin;
import dev.navarch.apiserver.authorization.rbac.RoleBook;
import dev.navarch.apiserver.certificates.CertificateApprovalPlugin;
import dev.navarch.apiserver.certificates.CertificateSigningPlugin;
import dev.navarch.apiserver.certificates.CertificateSubjectRestrictionPlugin;
import dev.navarch.apiserver.certificates.ConditionTimesHook;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.apiserver.registry.WriteHook;
import dev.navarch.store.VersionedStore;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What happens to a write between the client and the store. The chain's order stands in AdmissionOrder. */
@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {
    @Bean
    AdmissionPlugin namespaceLifecycle(ObjectReader objects) {
        return new NamespaceLifecyclePlugin(objects);
    }

    @Bean
    AdmissionPlugin serviceAccount(ObjectReader objects) {
        return new ServiceAccountPlugin(objects, new SecureRandom());
    }

    @Bean
    AdmissionPlugin nodeRestriction(ObjectReader objects) {
        return new NodeRestrictionPlugin(objects);
    }

    @Bean
    AdmissionPlugin taintNodesByCondition() {
        return new TaintNodesByConditionPlugin();
    }

    @Bean
    AdmissionPlugin podSecurity(ObjectReader objects) {
        return new PodSecurityPlugin(objects);
    }

    @Bean
    AdmissionPlugin priority(ObjectReader objects) {
        return new PriorityPlugin(objects);
    }

    @Bean
    AdmissionPlugin runtimeClass(ObjectReader objects) {
        return new RuntimeClassPlugin(objects);
    }

    @Bean
    AdmissionPlugin defaultTolerationSeconds() {
        return new DefaultTolerationSecondsPlugin();
    }

    @Bean
    AdmissionPlugin defaultStorageClass(ObjectReader objects) {
        return new DefaultStorageClassPlugin(objects);
    }

    @Bean
    AdmissionPlugin limitRanger(ObjectReader objects) {
        return new LimitRangerPlugin(objects);
    }

    @Bean
    AdmissionPlugin storageObjectInUseProtection() {
        return new StorageObjectInUseProtectionPlugin();
    }

    @Bean
    AdmissionPlugin persistentVolumeClaimResize(ObjectReader objects) {
        return new PersistentVolumeClaimResizePlugin(objects);
    }

    /** The writer is lazy: it leads to the registry, which asks this very chain. */
    @Bean
    AdmissionPlugin resourceQuota(ObjectReader objects, @Lazy ObjectWriter writer, Clock clock) {
        return new ResourceQuotaPlugin(objects, writer, clock);
    }

    @Bean
    AdmissionPlugin certificateApproval(AuthorizerOrder authorizers) {
        return new CertificateApprovalPlugin(authorizers);
    }

    @Bean
    AdmissionPlugin certificateSigning(AuthorizerOrder authorizers) {
        return new CertificateSigningPlugin(authorizers);
    }

    @Bean
    AdmissionPlugin certificateSubjectRestriction() {
        return new CertificateSubjectRestrictionPlugin();
    }

    @Bean
    WriteHook certificateConditionTimes(Clock clock) {
        return new ConditionTimesHook(clock);
    }

    @Bean
    AdmissionPlugin escalation(RoleBook roles, AuthorizerOrder authorizers) {
        return new EscalationPlugin(roles, authorizers);
    }

    /** The writer is lazy: it leads to the registry, which calls the hooks made here. */
    @Bean
    ServiceAllocation serviceAllocation(
            ObjectReader objects, @Lazy ObjectWriter writer, VersionedStore store, ApiServerProperties properties) {
        return new ServiceAllocation(
                objects,
                writer,
                store,
                AddressRange.parse(properties.serviceCidr()),
                PortRange.parse(properties.nodePortRange()),
                new SecureRandom());
    }

    @Bean
    WriteHook clusterIpHook(ServiceAllocation allocation) {
        return allocation.clusterIps();
    }

    @Bean
    WriteHook nodePortHook(ServiceAllocation allocation) {
        return allocation.nodePorts();
    }
}
