package dev.navarch.standalone.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster was first brought up; kept in its data directory, so that {@code up} without options brings up the same one.
 *
 * @param installation an id of its own: the holder of leases, so that a restart resumes at once
 * @param port of the API server, on all addresses of the host link and loopback
 * @param hostNetwork the first three bytes of the network between the host and the nodes, such as 10.89.1
 * @param gatewayPorts null in a cluster that was made before there was a gateway
 * @param adminPort where the admin serves; null or 0 for nowhere
 * @param redis URL of an external Redis; null for the embedded one
 * @param telemetryChoice null where nothing was said
 */
public record ClusterSettings(
        String name,
        String installation,
        NodeRuntime runtime,
        boolean split,
        int nodes,
        int port,
        String podCidr,
        String serviceCidr,
        String hostNetwork,
        int portBase,
        @Nullable GatewayPorts gatewayPorts,
        @Nullable Integer adminPort,
        @Nullable String redis,
        @Nullable Telemetry telemetryChoice) {
    /** How many ports the control plane's processes have among themselves, from {@link #portBase} on. */
    static final int INNER_PORTS = 20;

    public enum NodeRuntime {
        CONTAINERD,
        SIMULATED
    }

    /** Where the gateway listens; 0 is off. */
    public record GatewayPorts(int httpPort, int httpsPort) {
        static final GatewayPorts OFF = new GatewayPorts(0, 0);

        boolean on() {
            return httpPort != 0 || httpsPort != 0;
        }
    }

    GatewayPorts gateway() {
        return gatewayPorts == null ? GatewayPorts.OFF : gatewayPorts;
    }

    Telemetry telemetry() {
        return telemetryChoice == null ? Telemetry.UNSAID : telemetryChoice;
    }

    /** 0 is off. */
    int admin() {
        return adminPort == null ? 0 : adminPort;
    }

    /** All that this cluster may listen on. */
    IntStream ports() {
        var outer = IntStream.of(port, gateway().httpPort(), gateway().httpsPort(), admin());
        return IntStream.concat(outer.filter(wanted -> wanted != 0), IntStream.range(portBase, portBase + INNER_PORTS));
    }

    public List<String> nodeNames() {
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(n -> name + "-node-" + n)
                .toList();
    }

    /** What Endpoints of the control plane say. Simulated pods never ask; yet an address there may not be a loopback one. */
    public String advertisedAddress() {
        return runtime == NodeRuntime.CONTAINERD ? hostAddress() : HostAddress.find();
    }

    /** Where the control plane is reached from nodes and pods. */
    public String hostAddress() {
        return runtime == NodeRuntime.CONTAINERD ? hostNetwork + ".1" : "127.0.0.1";
    }

    /** @param index from 0 */
    public String nodeAddress(int index) {
        return hostNetwork + "." + (11 + index);
    }

    /** The nodes' addresses end at .210; those of load balancers are of the same network, so that the host reaches them. */
    public String loadBalancerAddresses() {
        return hostNetwork + ".211-" + hostNetwork + ".250";
    }

    public String dnsServiceAddress() {
        return serviceAddress(10);
    }

    public String serviceAddress(int offset) {
        var base = serviceCidr.substring(0, serviceCidr.indexOf('/')).split("\\.");
        return base[0] + "." + base[1] + "." + base[2] + "." + (Integer.parseInt(base[3]) + offset);
    }

    public String apiServerUrl() {
        return "https://127.0.0.1:" + port;
    }

    /** This machine's name, which the API server's certificate is good for as well. */
    public static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
