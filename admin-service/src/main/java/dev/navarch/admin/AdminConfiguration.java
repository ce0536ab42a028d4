package dev.navarch.admin;

import de.codecentric.boot.admin.server.web.client.InstanceWebClientCustomizer;
import dev.navarch.admin.access.AdminGateFilter;
import dev.navarch.admin.access.SignIn;
import dev.navarch.admin.discovery.CatalogChanges;
import dev.navarch.admin.discovery.InformedServices;
import dev.navarch.admin.discovery.InstanceClient;
import dev.navarch.admin.discovery.RoleInstanceConverter;
import dev.navarch.admin.discovery.SliceEndpoints;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.operations.access.OperationsGate;
import dev.navarch.operations.registration.Instance;
import dev.navarch.operations.tls.KubeconfigBundle;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.cloud.kubernetes.client.discovery.KubernetesClientInformerDiscoveryClient;
import org.springframework.cloud.kubernetes.commons.discovery.KubernetesDiscoveryProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
class AdminConfiguration {
    private static final InformerScope ROLES = new InformerScope(Instance.NAMESPACE, "", "");

    @Bean
    Informer<V1Service> services(ClusterClient client) {
        return client.informer(V1Service.class, ROLES);
    }

    @Bean
    Informer<V1EndpointSlice> slices(ClusterClient client) {
        return client.informer(V1EndpointSlice.class, ROLES);
    }

    /** Over this process' own informers: Spring Cloud Kubernetes' would read Endpoints, and a role keeps slices. */
    @Bean
    KubernetesClientInformerDiscoveryClient discoveryClient(
            Informer<V1Service> services,
            Informer<V1EndpointSlice> slices,
            KubernetesDiscoveryProperties properties,
            CoreV1Api api,
            Predicate<V1Service> wanted) {
        return new KubernetesClientInformerDiscoveryClient(
                List.of(),
                List.of(new InformedServices(Instance.NAMESPACE, services)),
                List.of(new SliceEndpoints(slices)),
                List.of(),
                List.of(),
                properties,
                api,
                wanted);
    }

    /** When everything is there: who is told looks at once. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> catalogChanges(
            Informer<V1Service> services, Informer<V1EndpointSlice> slices, ApplicationEventPublisher publisher) {
        var changes = new CatalogChanges(publisher);
        return _ -> {
            changes.follow(services);
            changes.follow(slices);
        };
    }

    @Bean
    RoleInstanceConverter roleInstanceConverter() {
        return new RoleInstanceConverter();
    }

    @Bean
    InstanceWebClientCustomizer instanceClient(SslBundles bundles) {
        var connector = InstanceClient.connector(bundles.getBundle(KubeconfigBundle.NAME));
        return builder -> builder.webClient(WebClient.builder().clientConnector(connector));
    }

    @Bean
    @Order(-1)
    AdminGateFilter adminGateFilter(OperationsGate gate) {
        return new AdminGateFilter(gate);
    }

    @Bean
    RouterFunction<ServerResponse> signIn(OperationsGate gate) {
        return new SignIn(gate).routes();
    }
}
