package dev.navarch.apiserver.allocation;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.apiserver.registry.WriteHook;
import dev.navarch.store.VersionedStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** The hooks of services, and the repair of what crashes leave behind. */
public final class ServiceAllocation {
    private static final Logger log = LoggerFactory.getLogger(ServiceAllocation.class);

    private final ObjectReader reader;
    private final AddressClaims addresses;
    private final PortClaims ports;
    private final AddressRange addressRange;
    private final PortRange portRange;
    private final RandomGenerator random;
    private final Map<Integer, ServiceName> holders = new ConcurrentHashMap<>();

    public ServiceAllocation(
            ObjectReader reader,
            ObjectWriter writer,
            VersionedStore store,
            AddressRange addressRange,
            PortRange portRange,
            RandomGenerator random) {
        this.reader = reader;
        this.addresses = new AddressClaims(reader, writer);
        this.ports = new PortClaims(store, holders::containsKey);
        this.addressRange = addressRange;
        this.portRange = portRange;
        this.random = random;
    }

    public WriteHook clusterIps() {
        return new ClusterIpHook(addressRange, addresses, random);
    }

    public WriteHook nodePorts() {
        return new NodePortHook(portRange, ports, random);
    }

    /** Begins to follow the services; call it when the watch caches are there. */
    public void follow() {
        reader.subscribe(ClusterIpHook.SERVICES, new Followed());
    }

    /**
     * Gives back what no service has, and claims what one has without a claim. A claim is older than its service by one write, so
     * nothing may be given back that {@code before} does not already list: call it with what the last call returned.
     *
     * @return claims without a service, to be given back next time if that is still so
     */
    public Unused repair(Unused before) {
        var services = reader.list(ClusterIpHook.SERVICES, "").stream()
                .collect(Collectors.toMap(ServiceName::of, service -> service, (one, _) -> one));
        var unusedAddresses = new HashMap<String, ServiceName>();
        for (var object : reader.list(AddressClaims.ADDRESSES, "")) {
            var address = object.path("metadata").path("name").asString("");
            var holder = AddressClaims.holder(object);
            if (holder != null && !ServiceSpec.addresses(services.get(holder)).contains(address))
                unusedAddresses.put(address, holder);
        }
        var unusedPorts = new HashMap<Integer, ServiceName>();
        ports.all().forEach((port, holder) -> {
            if (!ServiceSpec.nodePorts(services.get(holder)).contains(port)) unusedPorts.put(port, holder);
        });
        giveBack(addresses, before.addresses(), unusedAddresses);
        giveBack(ports, before.ports(), unusedPorts);
        services.forEach(this::claimHeld);
        return new Unused(unusedAddresses, unusedPorts);
    }

    private static <T> void giveBack(Claims<T> claims, Map<T, ServiceName> before, Map<T, ServiceName> now) {
        now.forEach((what, holder) -> {
            if (!holder.equals(before.get(what))) return;
            log.info("Gave back what no service has claim={} service={}", what, holder);
            claims.release(what, holder);
        });
    }

    private void claimHeld(ServiceName name, ObjectNode service) {
        for (var address : ServiceSpec.addresses(service))
            if (addressRange.contains(address) && !addresses.seemsTaken(address) && !addresses.claim(address, name))
                log.warn("Two services have one address address={} service={}", address, name);
    }

    /** What was claimed and not used when last looked. */
    public record Unused(Map<String, ServiceName> addresses, Map<Integer, ServiceName> ports) {
        public static final Unused NOTHING = new Unused(Map.of(), Map.of());

        public Unused {
            addresses = Map.copyOf(addresses);
            ports = Map.copyOf(ports);
        }
    }

    private final class Followed implements ObjectReader.ObjectListener {
        @Override
        public void put(ObjectNode service) {
            var name = ServiceName.of(service);
            var ports = ServiceSpec.nodePorts(service);
            holders.entrySet().removeIf(entry -> entry.getValue().equals(name) && !ports.contains(entry.getKey()));
            ports.forEach(port -> holders.put(port, name));
        }

        @Override
        public void deleted(ObjectNode last) {
            ServiceSpec.nodePorts(last).forEach(port -> holders.remove(port, ServiceName.of(last)));
        }

        @Override
        public void reset() {
            holders.clear();
        }
    }
}
