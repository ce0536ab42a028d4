package dev.navarch.apiserver.streams;

import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import tools.jackson.databind.JsonNode;

/** Where a node's agent listens, as its Node says. */
public record AgentAddress(String host, int port) {
    /** @throws StatusException 501 for a node without an agent to talk to: a simulated one */
    public static AgentAddress of(JsonNode node) {
        var name = node.path("metadata").path("name").asString("");
        var status = node.path("status");
        var port = status.path("daemonEndpoints")
                .path("kubeletEndpoint")
                .path("Port")
                .asInt(0);
        if (port == 0)
            throw new StatusException(new Status(
                    501,
                    "NotImplemented",
                    "node \"" + name + "\" is simulated: its pods have no containers to look into",
                    null));
        for (var type : new String[] {"InternalIP", "ExternalIP", "Hostname"})
            for (var address : status.path("addresses"))
                if (address.path("type").asString("").equals(type))
                    return new AgentAddress(address.path("address").asString(""), port);
        throw StatusException.internal("no preferred addresses found; known addresses: []");
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
