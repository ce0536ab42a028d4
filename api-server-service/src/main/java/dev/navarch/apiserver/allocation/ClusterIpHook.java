package dev.navarch.apiserver.allocation;

import dev.navarch.apiserver.registry.WriteHook;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Gives each service its cluster IP: the one it asks for, or a free one. */
public final class ClusterIpHook implements WriteHook {
    static final GroupResource SERVICES = new GroupResource("", "services");
    static final GroupVersionKind SERVICE = new GroupVersionKind("", "v1", "Service");

    private final AddressRange range;
    private final Claims<String> claims;
    private final RandomGenerator random;

    ClusterIpHook(AddressRange range, Claims<String> claims, RandomGenerator random) {
        this.range = range;
        this.claims = claims;
        this.random = random;
    }

    @Override
    public GroupResource resource() {
        return SERVICES;
    }

    @Override
    public Runnable beforeWrite(ObjectNode service, @Nullable ObjectNode stored, boolean dryRun) {
        var spec = ServiceSpec.spec(service);
        var taken = new Taken();
        if (spec == null || ServiceSpec.isExternalName(spec)) return taken;
        var name = ServiceName.of(service);
        keepStored(spec, ServiceSpec.spec(stored));
        var errors = IpFamilies.fill(spec, ServiceSpec.spec(stored));
        if (!errors.isEmpty()) throw StatusException.invalid(SERVICE, name.name(), errors);
        if (ServiceSpec.isHeadless(spec)) {
            spec.putArray("clusterIPs").add(ServiceSpec.NONE);
            return taken;
        }
        var asked = spec.path("clusterIP").asString("");
        var address = asked.isEmpty() ? any(name, taken, dryRun) : asked;
        if (!asked.isEmpty() && !ServiceSpec.addresses(stored).contains(asked)) takeAsked(asked, name, taken, dryRun);
        spec.put("clusterIP", address).putArray("clusterIPs").add(address);
        return taken;
    }

    @Override
    public void afterUpdate(ObjectNode written, ObjectNode stored) {
        var kept = new HashSet<>(ServiceSpec.addresses(written));
        for (var address : ServiceSpec.addresses(stored))
            if (!kept.contains(address)) claims.release(address, ServiceName.of(stored));
    }

    @Override
    public void afterDelete(ObjectNode last) {
        for (var address : ServiceSpec.addresses(last)) claims.release(address, ServiceName.of(last));
    }

    /** A client that leaves the address out means the one that is there. */
    private static void keepStored(ObjectNode spec, @Nullable ObjectNode stored) {
        if (!spec.path("clusterIP").asString("").isEmpty()) return;
        var listed = spec.path("clusterIPs").path(0).asString("");
        var before = stored == null ? "" : stored.path("clusterIP").asString("");
        var address = listed.isEmpty() ? before : listed;
        if (!address.isEmpty()) spec.put("clusterIP", address);
    }

    private String any(ServiceName name, Taken taken, boolean dryRun) {
        var index = new Candidates(1, range.size(), range.reserved())
                .inOrder(random)
                .filter(candidate -> !claims.seemsTaken(range.address(candidate)))
                .filter(candidate -> taken.claim(claims, range.address(candidate), name, dryRun))
                .findFirst()
                .orElseThrow(() -> StatusException.internal("failed to allocate a serviceIP: range is full"));
        return range.address(index);
    }

    private void takeAsked(String address, ServiceName name, Taken taken, boolean dryRun) {
        if (!range.contains(address))
            throw refused(
                    address,
                    name,
                    "the provided IP (" + address + ") is not in the valid range. The range of valid IPs is " + range);
        if (!taken.claim(claims, address, name, dryRun))
            throw refused(address, name, "provided IP is already allocated");
    }

    private static StatusException refused(String address, ServiceName name, String why) {
        return StatusException.invalid(
                SERVICE,
                name.name(),
                List.of(FieldError.invalid(
                        FieldPath.of("spec", "clusterIPs"),
                        Json.array().add(address),
                        "failed to allocate IP " + address + ": " + why)));
    }
}
