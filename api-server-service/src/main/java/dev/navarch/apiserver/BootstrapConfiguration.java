package dev.navarch.apiserver;

import dev.navarch.apiserver.allocation.ServiceAllocation;
import dev.navarch.apiserver.bootstrap.BootstrapOrder;
import dev.navarch.apiserver.bootstrap.BootstrapSteps;
import dev.navarch.apiserver.bootstrap.NodeAdmittance;
import dev.navarch.apiserver.bootstrap.RoleAggregation;
import dev.navarch.apiserver.bootstrap.ServerEndpoint;
import dev.navarch.apiserver.registry.ObjectReader;
import dev.navarch.apiserver.registry.ObjectWriter;
import dev.navarch.apiserver.tokens.BootstrapToken;
import dev.navarch.apiserver.web.HealthPaths;
import dev.navarch.pki.ClusterPki;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What shall be there when the server is ready: namespaces, roles, priority classes, the Service {@code kubernetes}. */
@Configuration(proxyBeanMethods = false)
class BootstrapConfiguration {
    @Bean
    RoleAggregation roleAggregation(ObjectReader objects, ObjectWriter writer) {
        return new RoleAggregation(objects, writer);
    }

    @Bean
    BootstrapOrder bootstrapOrder(
            ObjectReader objects,
            ObjectWriter writer,
            RoleAggregation aggregation,
            ApiServerProperties properties,
            ClusterPki pki,
            @Value("${server.port:6443}") int port,
            Clock clock) {
        var endpoint = new ServerEndpoint(
                List.of(HostAddress.orOwn(properties.advertiseAddress())), port, properties.serviceCidr());
        return new BootstrapOrder(
                BootstrapSteps.of(objects, writer, aggregation, endpoint, admittance(pki, properties), clock), clock);
    }

    private static NodeAdmittance admittance(ClusterPki pki, ApiServerProperties properties) {
        var token = properties.bootstrapToken();
        return new NodeAdmittance(pki.caPem(), token == null ? null : BootstrapToken.parse(token));
    }

    @Bean
    BootstrapLifecycle bootstrapLifecycle(
            BootstrapOrder bootstrap, RoleAggregation aggregation, ServiceAllocation allocation) {
        return new BootstrapLifecycle(bootstrap, aggregation, allocation);
    }

    @Bean
    HealthPaths.Check bootstrapCheck(BootstrapOrder bootstrap) {
        return new HealthPaths.Check() {
            @Override
            public String name() {
                return "poststarthook/rbac/bootstrap-roles";
            }

            @Override
            public @Nullable String problem() {
                return bootstrap.isDone() ? null : "not finished";
            }
        };
    }
}
