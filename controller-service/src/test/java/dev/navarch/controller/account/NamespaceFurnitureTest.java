package dev.navarch.controller.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.LoopBed;
import dev.navarch.controller.clusterrole.ClusterRoleAggregationController;
import dev.navarch.controller.rootca.RootCaPublisher;
import dev.navarch.controller.serviceaccount.ServiceAccountController;
import io.kubernetes.client.openapi.models.V1AggregationRule;
import io.kubernetes.client.openapi.models.V1ClusterRole;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PolicyRule;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamespaceFurnitureTest {
    private final LoopBed bed = new LoopBed();

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void everyNamespaceHasItsDefaultAccountAndTheRootCertificate() {
        bed.run((client, _) -> new ServiceAccountController(client).loop());
        bed.run((client, _) -> new RootCaPublisher(client, "PEM").loop());
        bed.cluster().resource(V1Namespace.class).create(new V1Namespace().metadata(new V1ObjectMeta().name("ns")));
        await("both").until(this::isFurnished);

        bed.cluster().resource(V1ServiceAccount.class).delete("ns", "default", DeleteRequest.DEFAULT);
        bed.cluster()
                .resource(V1ConfigMap.class)
                .patch("ns", "kube-root-ca.crt", PatchType.MERGE, "{\"data\":{\"ca.crt\":\"forged\",\"x\":\"y\"}}");
        await("repair").until(this::isFurnished);
    }

    @Test
    void aGatheringRoleHoldsTheRulesOfTheRolesThatItsSelectorMatches() {
        bed.run((client, _) -> new ClusterRoleAggregationController(client).loop());
        var roles = bed.cluster().resource(V1ClusterRole.class);
        roles.create(new V1ClusterRole()
                .metadata(new V1ObjectMeta().name("all"))
                .aggregationRule(new V1AggregationRule()
                        .clusterRoleSelectors(List.of(new V1LabelSelector().matchLabels(Map.of("gather", "yes"))))));
        roles.create(part("b", "pods"));
        roles.create(part("a", "secrets"));
        await("both rules, by name")
                .untilAsserted(() -> assertThat(roles.get("", "all").getRules())
                        .flatExtracting(V1PolicyRule::getResources)
                        .containsExactly("secrets", "pods"));
        roles.delete("", "a", DeleteRequest.DEFAULT);
        await("one rule").until(() -> roles.get("", "all").getRules().size() == 1);
    }

    private static V1ClusterRole part(String name, String resource) {
        return new V1ClusterRole()
                .metadata(new V1ObjectMeta().name(name).labels(Map.of("gather", "yes")))
                .rules(List.of(new V1PolicyRule()
                        .apiGroups(List.of(""))
                        .resources(List.of(resource))
                        .verbs(List.of("get"))));
    }

    private boolean isFurnished() {
        var published = bed.cluster().resource(V1ConfigMap.class).find("ns", "kube-root-ca.crt");
        return published != null
                && Map.of("ca.crt", "PEM").equals(published.getData())
                && bed.cluster().resource(V1ServiceAccount.class).find("ns", "default") != null;
    }
}
