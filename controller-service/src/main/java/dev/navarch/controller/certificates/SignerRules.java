package dev.navarch.controller.certificates;

import dev.navarch.pki.SigningRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each of the cluster's signers signs. Every rule answers with what is wrong, or null. */
final class SignerRules {
    static final String CLIENT = "kubernetes.io/kube-apiserver-client";
    static final String KUBELET_CLIENT = "kubernetes.io/kube-apiserver-client-kubelet";
    static final String KUBELET_SERVING = "kubernetes.io/kubelet-serving";
    static final String NODE_PREFIX = "system:node:";

    private static final List<String> NODE_GROUPS = List.of("system:nodes");
    private static final String CLIENT_AUTH = "client auth";
    private static final String SERVER_AUTH = "server auth";

    private SignerRules() {}

    static boolean isOurs(@Nullable String signer) {
        return CLIENT.equals(signer) || KUBELET_CLIENT.equals(signer) || KUBELET_SERVING.equals(signer);
    }

    static @Nullable String problem(String signer, SigningRequest request, Set<String> usages) {
        return switch (signer) {
            case CLIENT -> clientProblem(usages);
            case KUBELET_CLIENT -> kubeletClientProblem(request, usages);
            case KUBELET_SERVING -> kubeletServingProblem(request, usages);
            default -> "no rules for signer " + signer;
        };
    }

    private static @Nullable String clientProblem(Set<String> usages) {
        if (!usages.contains(CLIENT_AUTH)) return "usages did not contain client auth";
        return Set.of("key encipherment", "digital signature", CLIENT_AUTH).containsAll(usages)
                ? null
                : "usages beyond key encipherment, digital signature and client auth: " + usages;
    }

    private static @Nullable String kubeletClientProblem(SigningRequest request, Set<String> usages) {
        var problem = nodeProblem(request);
        if (problem != null) return problem;
        if (!request.dnsNames().isEmpty()) return "DNS subjectAltNames are not allowed";
        if (!request.addresses().isEmpty()) return "IP subjectAltNames are not allowed";
        return isFor(CLIENT_AUTH, usages)
                ? null
                : "usages did not match [\"client auth\" \"digital signature\" \"key encipherment\"]";
    }

    private static @Nullable String kubeletServingProblem(SigningRequest request, Set<String> usages) {
        var problem = nodeProblem(request);
        if (problem != null) return problem;
        if (request.dnsNames().isEmpty() && request.addresses().isEmpty())
            return "DNS or IP subjectAltName is required";
        return isFor(SERVER_AUTH, usages)
                ? null
                : "usages did not match [\"digital signature\" \"key encipherment\" \"server auth\"]";
    }

    private static @Nullable String nodeProblem(SigningRequest request) {
        if (!request.organizations().equals(NODE_GROUPS))
            return "subject organization is not system:nodes: " + request.organizations();
        if (!request.commonName().startsWith(NODE_PREFIX))
            return "subject common name does not begin with system:node: " + request.commonName();
        return request.otherNames().isEmpty() ? null : "email and URI subjectAltNames are not allowed";
    }

    /** Keys on elliptic curves encipher nothing: without that usage is as good. */
    private static boolean isFor(String purpose, Set<String> usages) {
        return usages.equals(Set.of("digital signature", purpose))
                || usages.equals(Set.of("digital signature", "key encipherment", purpose));
    }
}
