package dev.navarch.cloud.provider;

import io.kubernetes.client.openapi.models.V1LoadBalancerStatus;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;

/** Addresses outside the cluster whose traffic goes to a Service. Each verb may be repeated and then does nothing new. */
public interface LoadBalancers {
    /**
     * Makes it, or makes it as the Service now says.
     *
     * @param nodes those that may take its traffic; never empty
     * @return what Service.status.loadBalancer is to say
     * @throws CloudException when there is no address left, or the wanted one is another's
     */
    V1LoadBalancerStatus ensure(V1Service service, List<V1Node> nodes);

    /** Takes it away; harmless where there is none. */
    void delete(V1Service service);
}
