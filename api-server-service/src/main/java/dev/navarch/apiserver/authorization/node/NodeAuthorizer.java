package dev.navarch.apiserver.authorization.node;

import dev.navarch.apiserver.authorization.Authorizer;
import dev.navarch.apiserver.identity.NodeIdentity;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.name.GroupResource;
import java.util.Set;

/**
 * Grants a node agent what {@link NodeRules} says, and beyond that the objects its own pods refer to: secrets, config maps, claims
 * and their volumes, service accounts and their tokens. Beyond upstream it may read endpoint slices: the agent is the service
 * proxy too.
 */
public final class NodeAuthorizer implements Authorizer {
    private static final Set<String> READS = Set.of("get", "list", "watch");
    private static final GroupResource VOLUMES = new GroupResource("", "persistentvolumes");

    private final BoundPods pods;
    private final ObjectReader objects;

    public NodeAuthorizer(BoundPods pods, ObjectReader objects) {
        this.pods = pods;
        this.objects = objects;
    }

    @Override
    public Decision authorize(UserInfo user, RequestInfo request) {
        var node = NodeIdentity.nodeName(user);
        if (node == null) return new Decision.NoOpinion("");
        if (node.isEmpty()) return new Decision.NoOpinion("unknown node for user \"" + user.name() + "\"");
        if (!request.resourceRequest()) return new Decision.NoOpinion("");
        return switch (request.groupResource().toString()) {
            case "secrets" -> read(request, node, (refs, name) -> refs.secrets().contains(name));
            case "configmaps" ->
                read(request, node, (refs, name) -> refs.configMaps().contains(name));
            case "persistentvolumeclaims" -> claim(request, node);
            case "persistentvolumes" -> volume(request, node);
            case "resourceclaims.resource.k8s.io" ->
                read(request, node, (refs, name) -> refs.devices().contains(name));
            case "serviceaccounts" -> account(request, node);
            case "leases.coordination.k8s.io" -> lease(request, node);
            case "csinodes.storage.k8s.io" -> own(request, node);
            default -> NodeRules.allows(request) ? new Decision.Allowed("") : new Decision.NoOpinion("");
        };
    }

    private interface Question {
        boolean refers(PodReferences references, String name);
    }

    private Decision read(RequestInfo request, String node, Question question) {
        if (!READS.contains(request.verb()) || !request.subresource().isEmpty())
            return new Decision.NoOpinion("can only read " + request.resource());
        return related(request, node, question);
    }

    private Decision claim(RequestInfo request, String node) {
        var reads = request.verb().equals("get") && request.subresource().isEmpty();
        var reports = Set.of("update", "patch").contains(request.verb())
                && request.subresource().equals("status");
        if (!reads && !reports) return new Decision.NoOpinion("can only get individual resources of this type");
        return related(request, node, (refs, name) -> refs.claims().contains(name));
    }

    private Decision volume(RequestInfo request, String node) {
        if (!request.verb().equals("get")
                || !request.subresource().isEmpty()
                || request.name().isEmpty())
            return new Decision.NoOpinion("can only get individual resources of this type");
        var volume = objects.find(VOLUMES, "", request.name());
        if (volume == null) return unrelated(node);
        var claim = volume.path("spec").path("claimRef");
        var name = claim.path("name").asString("");
        return pods.anyRefers(
                        node,
                        claim.path("namespace").asString(""),
                        refs -> refs.claims().contains(name))
                ? new Decision.Allowed("")
                : unrelated(node);
    }

    private Decision account(RequestInfo request, String node) {
        var token = request.verb().equals("create") && request.subresource().equals("token");
        var reads = request.verb().equals("get") && request.subresource().isEmpty();
        if (!token && !reads)
            return new Decision.NoOpinion("can only get, or create tokens for, individual service accounts");
        return related(request, node, (refs, name) -> refs.serviceAccount().equals(name));
    }

    private static Decision lease(RequestInfo request, String node) {
        if (!request.namespace().equals("kube-node-lease"))
            return new Decision.NoOpinion("can only access leases in the \"kube-node-lease\" system namespace");
        return own(request, node);
    }

    /** An object named as the node is. */
    private static Decision own(RequestInfo request, String node) {
        if (!Set.of("get", "create", "update", "patch", "delete").contains(request.verb())
                || !request.subresource().isEmpty())
            return new Decision.NoOpinion("can only get, create, update, patch, or delete " + request.resource());
        var mine = request.name().equals(node)
                || (request.name().isEmpty() && request.verb().equals("create"));
        return mine
                ? new Decision.Allowed("")
                : new Decision.NoOpinion(
                        "can only access " + request.resource() + " with the same name as the requesting node");
    }

    private Decision related(RequestInfo request, String node, Question question) {
        if (request.name().isEmpty()) return new Decision.NoOpinion("No Object name found");
        return pods.anyRefers(node, request.namespace(), refs -> question.refers(refs, request.name()))
                ? new Decision.Allowed("")
                : unrelated(node);
    }

    private static Decision unrelated(String node) {
        return new Decision.NoOpinion("no relationship found between node '" + node + "' and this object");
    }
}
