package dev.navarch.apiserver.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.apiserver.authentication.AuthenticationOrder;
import dev.navarch.apiserver.authentication.Authenticator;
import dev.navarch.apiserver.authentication.ClientCertificateAuthenticator;
import dev.navarch.apiserver.authorization.AuthorizerOrder;
import dev.navarch.apiserver.authorization.PrivilegedGroupAuthorizer;
import dev.navarch.apiserver.authorization.node.BoundPods;
import dev.navarch.apiserver.authorization.node.NodeAuthorizer;
import dev.navarch.apiserver.authorization.rbac.RbacAuthorizer;
import dev.navarch.apiserver.authorization.rbac.RoleBook;
import dev.navarch.apiserver.registry.FakeObjects;
import dev.navarch.apiserver.request.Requests;
import dev.navarch.pki.ClusterPki;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every service has an identity of its own that may do its work and no more; none is a master. */
final class ServiceIdentitiesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "system:kube-scheduler, -, create, d:pods/binding=p, create, d:pods",
                "system:kube-scheduler, -, update, kube-system:leases.coordination.k8s.io=kube-scheduler, get, d:secrets=s",
                "system:kube-controller-manager, -, create, d:replicasets.apps, create, d:pods/exec=p",
                "system:kube-controller-manager, -, update, d:deployments.apps/status=x, impersonate, users=ann",
                "system:node:n1, system:nodes, patch, nodes/status=n1, create, d:deployments.apps",
                "navarch:dns, -, update, kube-system:endpointslices.discovery.k8s.io=x, update, d:endpointslices.discovery.k8s.io=x",
                "navarch:dns, -, watch, services, list, secrets",
                "navarch:gateway, -, update, d:ingresses.networking.k8s.io/status=i, update, d:ingresses.networking.k8s.io=i",
                "navarch:gateway, -, create, ingressclasses.networking.k8s.io, get, d:configmaps=c",
                "navarch:gateway, -, watch, secrets, update, d:secrets=s",
                "navarch:simulated-nodes, -, patch, d:pods/status=p, create, d:pods",
                "navarch:simulated-nodes, -, update, kube-node-lease:leases.coordination.k8s.io=n, get, d:secrets=s",
                "navarch:metrics-server, -, list, nodes, list, secrets",
                "navarch:metrics-server, -, create, subjectaccessreviews.authorization.k8s.io, update, kube-system:services=kube-dns",
                "navarch:dns, -, update, navarch-system:leases.coordination.k8s.io=dns-a, get, d:leases.coordination.k8s.io=l",
                "system:node:n1, system:nodes, create, navarch-system:endpointslices.discovery.k8s.io, create, d:endpointslices.discovery.k8s.io",
                "navarch:api-server, -, create, tokenreviews.authentication.k8s.io, list, pods",
                "navarch:admin-server, -, watch, navarch-system:endpointslices.discovery.k8s.io, watch, kube-system:services",
                "system:bootstrap:abcdef, system:bootstrappers, create, certificatesigningrequests.certificates.k8s.io, list, nodes",
                "system:anonymous, -, get, kube-public:configmaps=cluster-info, get, kube-public:configmaps=other",
                "kube-apiserver-kubelet-client, -, create, nodes/proxy=n1, list, pods",
            })
    void eachMayDoItsWorkAndNoMore(
            String user, String group, String verb, String allowed, String otherVerb, String forbidden) {
        var pki = ClusterPki.open(directory.resolve("pki"));
        var objects = new FakeObjects();
        new RbacStep(new ObjectEnsurer(objects, objects)).run();
        var authorizers = authorizers(objects);
        var certificate = pki.issueClientCertificate(user, group == null ? List.of() : Arrays.asList(group));
        var caller = new AuthenticationOrder(List.of(
                        new ClientCertificateAuthenticator(pki.authority().certificate(), Clock.systemUTC())))
                .authenticate(new Authenticator.Credentials(List.of(certificate.certificate()), null));

        assertThat(Objects.requireNonNull(caller).name()).isEqualTo(user);
        assertThat(authorizers.allows(caller, Requests.ask(verb, allowed)))
                .describedAs(verb + " " + allowed)
                .isTrue();
        assertThat(authorizers.allows(caller, Requests.ask(otherVerb, forbidden)))
                .describedAs(otherVerb + " " + forbidden)
                .isFalse();
    }

    private static AuthorizerOrder authorizers(FakeObjects objects) {
        var book = new RoleBook();
        book.follow(objects);
        return new AuthorizerOrder(List.of(
                new PrivilegedGroupAuthorizer(),
                new NodeAuthorizer(new BoundPods(), objects),
                new RbacAuthorizer(book)));
    }
}
