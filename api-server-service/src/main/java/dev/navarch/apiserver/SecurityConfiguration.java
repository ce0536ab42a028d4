package dev.navarch.apiserver;

import dev.navarch.apiserver.authentication.AuthenticationFilter;
import dev.navarch.apiserver.authentication.AuthenticationOrder;
import dev.navarch.apiserver.authentication.Authenticator;
import dev.navarch.apiserver.authentication.ClientCertificateAuthenticator;
import dev.navarch.apiserver.authorization.AuthorizationFilter;
import dev.navarch.apiserver.authorization.AuthorizerOrder;
import dev.navarch.apiserver.authorization.PrivilegedGroupAuthorizer;
import dev.navarch.apiserver.authorization.node.BoundPods;
import dev.navarch.apiserver.authorization.node.NodeAuthorizer;
import dev.navarch.apiserver.authorization.rbac.RbacAuthorizer;
import dev.navarch.apiserver.authorization.rbac.RoleBook;
import dev.navarch.apiserver.impersonation.ImpersonationFilter;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.tls.ServerTls;
import dev.navarch.apiserver.tls.ServingCertificate;
import dev.navarch.pki.ClusterPki;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/** Who calls, over what, and who may do what. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("navarch.api-server.data-directory")
@Import({
    AdmissionConfiguration.class,
    AccountsConfiguration.class,
    AggregationConfiguration.class,
    BootstrapConfiguration.class
})
class SecurityConfiguration {
    @Bean
    ClusterPki clusterPki(ApiServerProperties properties) {
        return ClusterPki.open(
                Objects.requireNonNull(properties.dataDirectory()).resolve("pki"));
    }

    @Bean
    ServingCertificate servingCertificate(ClusterPki pki, ApiServerProperties properties) {
        return new ServingCertificate(
                pki.ensureServerCertificate(properties.serverNames(), properties.serverAddresses()));
    }

    @Bean
    NettyServerCustomizer serverTls(ServingCertificate certificate) {
        return new ServerTls(certificate)::apply;
    }

    @Bean
    ServingCertificateRenewal servingCertificateRenewal(
            ClusterPki pki, ApiServerProperties properties, ObjectReader objects, ServingCertificate certificate) {
        return new ServingCertificateRenewal(pki, properties, objects, certificate);
    }

    @Bean
    @Order(0)
    ClientCertificateAuthenticator clientCertificateAuthenticator(ClusterPki pki, Clock clock) {
        return new ClientCertificateAuthenticator(pki.authority().certificate(), clock);
    }

    @Bean
    AuthenticationFilter authenticationFilter(ObjectProvider<Authenticator> authenticators) {
        return new AuthenticationFilter(
                new AuthenticationOrder(authenticators.orderedStream().toList()));
    }

    @Bean
    RoleBook roleBook(ObjectReader objects) {
        var book = new RoleBook();
        book.follow(objects);
        return book;
    }

    @Bean
    AuthorizerOrder authorizers(RoleBook roles, ObjectReader objects) {
        var pods = new BoundPods();
        pods.follow(objects);
        return new AuthorizerOrder(
                List.of(new PrivilegedGroupAuthorizer(), new NodeAuthorizer(pods, objects), new RbacAuthorizer(roles)));
    }

    @Bean
    ImpersonationFilter impersonationFilter(AuthorizerOrder authorizers) {
        return new ImpersonationFilter(authorizers);
    }

    @Bean
    AuthorizationFilter authorizationFilter(AuthorizerOrder authorizers) {
        return new AuthorizationFilter(authorizers);
    }
}
