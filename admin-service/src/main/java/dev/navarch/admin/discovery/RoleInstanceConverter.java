package dev.navarch.admin.discovery;

import de.codecentric.boot.admin.server.cloud.discovery.DefaultServiceInstanceConverter;
import dev.navarch.operations.registration.Instance;
import org.springframework.cloud.client.ServiceInstance;

/**
 * Calls an instance by the name that its certificate is for, which says its address too: {@code 10-89-1-1.dns.navarch-system.svc}. An
 * agent's certificate is for its node's address.
 */
public final class RoleInstanceConverter extends DefaultServiceInstanceConverter {
    private static final String NODE_AGENT = "node-agent";

    @Override
    protected String getManagementHost(ServiceInstance instance) {
        if (instance.getServiceId().equals(NODE_AGENT)) return instance.getHost();
        return instance.getHost().replace('.', '-') + "." + instance.getServiceId() + "." + Instance.NAMESPACE + ".svc";
    }
}
