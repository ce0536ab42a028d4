package dev.navarch.apiserver.bootstrap;

import dev.navarch.apiserver.registry.ObjectReader;
import dev.navarch.apiserver.registry.ObjectWriter;
import java.time.Clock;
import java.util.List;

/** The steps in the order they run: what later ones need comes first. */
public final class BootstrapSteps {
    private BootstrapSteps() {}

    public static List<BootstrapStep> of(
            ObjectReader reader,
            ObjectWriter writer,
            RoleAggregation aggregation,
            ServerEndpoint endpoint,
            NodeAdmittance admittance,
            Clock clock) {
        var ensurer = new ObjectEnsurer(reader, writer);
        return List.of(
                new NamespaceStep(ensurer),
                new RbacStep(ensurer),
                aggregation,
                new PriorityClassStep(ensurer),
                new FlowControlStep(ensurer, clock),
                new KubernetesServiceStep(ensurer, endpoint, clock),
                new NodeAdmittanceStep(ensurer, endpoint, admittance));
    }
}
