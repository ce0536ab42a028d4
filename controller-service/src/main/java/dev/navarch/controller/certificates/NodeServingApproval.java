package dev.navarch.controller.certificates;

import dev.navarch.client.Informer;
import io.kubernetes.client.openapi.models.V1CertificateSigningRequest;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A node's serving certificate: the node asks itself, for no other names and addresses than its Node object says are its own.
 * Upstream leaves this to others.
 */
record NodeServingApproval(Informer<V1Node> nodes) {
    private static final Set<String> ADDRESSES = Set.of("InternalIP", "ExternalIP");

    /** @return the approval's message; null as long as the Node does not say so */
    @Nullable
    String message(V1CertificateSigningRequest request) {
        var parsed = Requests.parse(request);
        if (SignerRules.problem(SignerRules.KUBELET_SERVING, parsed, Requests.usages(request)) != null
                || !parsed.commonName().equals(request.getSpec().getUsername())) return null;
        var name = parsed.commonName().substring(SignerRules.NODE_PREFIX.length());
        var node = nodes.find("", name);
        if (node == null) return null;
        var byAddress = addresses(node).stream()
                .collect(Collectors.partitioningBy(
                        address -> ADDRESSES.contains(address.getType()),
                        Collectors.mapping(V1NodeAddress::getAddress, Collectors.toSet())));
        var names = byAddress.get(false);
        names.add(name);
        return byAddress.get(true).equals(parsed.addresses()) && names.containsAll(parsed.dnsNames())
                ? "Auto approving kubelet serving certificate: its names are the node's."
                : null;
    }

    private static List<V1NodeAddress> addresses(V1Node node) {
        return node.getStatus() == null || node.getStatus().getAddresses() == null
                ? List.of()
                : node.getStatus().getAddresses();
    }
}
