package dev.navarch.apiserver.proxy;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ReadyEndpoints;
import dev.navarch.apiserver.objects.ServicePorts;
import dev.navarch.apiserver.relay.Peer;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.streams.AgentAddress;
import dev.navarch.apiserver.streams.AgentTls;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who is behind the name of a pod, a Service or a node. */
final class ProxyBackends {
    static final GroupResource PODS = new GroupResource("", "pods");
    static final GroupResource SERVICES = new GroupResource("", "services");
    static final GroupResource NODES = new GroupResource("", "nodes");

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final ObjectReader objects;
    private final AgentTls agents;

    ProxyBackends(ObjectReader objects, AgentTls agents) {
        this.objects = objects;
        this.agents = agents;
    }

    /** @throws StatusException when there is none */
    Peer find(RequestInfo info) {
        if (info.groupResource().equals(PODS)) return pod(info);
        if (info.groupResource().equals(SERVICES)) return service(info);
        return node(info);
    }

    private Peer pod(RequestInfo info) {
        var name = ProxyName.parse(info.name(), "pod");
        var pod = object(PODS, info.namespace(), name.name());
        var node = objects.find(NODES, "", pod.path("spec").path("nodeName").asString(""));
        if (node != null) AgentAddress.of(node); // refuses a simulated node, whose pods nobody can speak to
        var address = pod.path("status").path("podIP").asString("");
        var port = name.port().isEmpty() ? firstPort(pod, name.secure() ? HTTPS : HTTP) : number(name.port());
        return peer(proxied(address, port), name.secure());
    }

    private static int firstPort(JsonNode pod, int otherwise) {
        for (var container : pod.path("spec").path("containers"))
            for (var port : container.path("ports"))
                return port.path("containerPort").asInt(otherwise);
        return otherwise;
    }

    private Peer service(RequestInfo info) {
        var name = ProxyName.parse(info.name(), "service");
        var service = object(SERVICES, info.namespace(), name.name());
        var portName = portName(service, name);
        var ready = ReadyEndpoints.of(ReadyEndpoints.slices(objects, info.namespace(), name.name()), portName);
        if (ready.isEmpty()) throw unavailable("no endpoints available for service \"" + name.name() + "\"");
        var chosen = ready.get(ThreadLocalRandom.current().nextInt(ready.size()));
        return peer(proxied(chosen.getHostString(), chosen.getPort()), name.secure());
    }

    /** Ports are asked for by name or by number; endpoints know them by name. */
    private static String portName(JsonNode service, ProxyName name) {
        if (name.port().isEmpty() || !isNumber(name.port())) return name.port();
        var found = ServicePorts.name(service, number(name.port()));
        if (found != null) return found;
        throw unavailable("no service port \"" + name.port() + "\" found for service \"" + name.name() + "\"");
    }

    private Peer node(RequestInfo info) {
        var name = ProxyName.parse(info.name(), "node");
        var agent = AgentAddress.of(object(NODES, "", name.name()));
        var port = name.port().isEmpty() ? agent.port() : number(name.port());
        var address = new InetSocketAddress(agent.host(), port);
        if (port != agent.port()) return peer(address, name.secure());
        return new Peer(address, agent.toString(), null, agents.context());
    }

    private ObjectNode object(GroupResource resource, String namespace, String name) {
        var found = objects.find(resource, namespace, name);
        if (found == null) throw StatusException.notFound(resource, name);
        return found;
    }

    /** What serves clients in the cluster need not have a certificate that anybody else can check. */
    private Peer peer(InetSocketAddress address, boolean secure) {
        var host = NetUtil.toSocketAddressString(address);
        return new Peer(address, host, null, secure ? Trusting.CONTEXT : null);
    }

    /** Nobody gets to the server's own loopback or link by naming it as a pod's address. */
    private static InetSocketAddress proxied(String text, int port) {
        try {
            if (!NetUtil.isValidIpV4Address(text) && !NetUtil.isValidIpV6Address(text)) throw notAllowed();
            var address = InetAddress.getByName(text);
            if (address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isMulticastAddress()
                    || address.isAnyLocalAddress()) throw notAllowed();
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException impossible) {
            throw notAllowed();
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int number(String port) {
        var number = isNumber(port) && port.length() <= 5 ? Integer.parseInt(port) : 0;
        if (number < 1 || number > 65535) throw StatusException.badRequest("invalid port \"" + port + "\"");
        return number;
    }

    private static StatusException notAllowed() {
        return StatusException.badRequest("address not allowed");
    }

    static StatusException unavailable(String why) {
        return new StatusException(new Status(503, "ServiceUnavailable", why, null));
    }

    /** Made when the first pod or Service is spoken to over TLS. */
    private static final class Trusting {
        static final SslContext CONTEXT = context();

        private static SslContext context() {
            try {
                return SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm("")
                        .build();
            } catch (SSLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
