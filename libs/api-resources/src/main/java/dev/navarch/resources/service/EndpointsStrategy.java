package dev.navarch.resources.service;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class EndpointsStrategy extends KindStrategy {
    @Override
    public void applyDefaults(ObjectNode endpoints) {
        for (var subset : Tree.objects(endpoints, "subsets"))
            for (var port : Tree.objects(subset, "ports")) Tree.fill(port, "protocol", "TCP");
    }

    @Override
    public void prepareForCreate(ObjectNode endpoints) {
        EndpointSubsets.repack(endpoints);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        EndpointSubsets.repack(updated);
    }

    @Override
    protected void validate(Field endpoints) {
        for (var subset : endpoints.get("subsets").items()) subset(subset);
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        if (!updated.get("subsets").sameAs(stored.get("subsets"))) validate(updated);
    }

    private static void subset(Field subset) {
        if (subset.get("addresses").empty() && subset.get("notReadyAddresses").empty())
            subset.required("must specify `addresses` or `notReadyAddresses`");
        for (var list : List.of("addresses", "notReadyAddresses"))
            for (var address : subset.get(list).items()) address(address);
        var ports = subset.get("ports");
        for (var port : ports.items()) port(port, ports.size() > 1);
    }

    private static void address(Field address) {
        var ip = address.get("ip");
        ip.mustBe(Addresses::ip);
        address.get("hostname").mustBeIfSet(Names::dnsLabel);
        if (address.get("nodeName").present()) address.get("nodeName").mustBe(Names::dnsSubdomain);
        if (!Addresses.isIp(ip.text())) ip.invalid("must be a valid IP address");
        else Addresses.notSpecial(ip.text()).forEach(ip::invalid);
    }

    private static void port(Field port, boolean needsName) {
        var name = port.get("name");
        if (needsName && name.empty()) name.required("");
        else name.mustBeIfSet(Names::dnsLabel);
        port.get("port").between(1, 65535);
        port.get("protocol").neededOneOf(List.of("SCTP", "TCP", "UDP"));
        if (port.get("appProtocol").present()) port.get("appProtocol").mustBe(Names::qualifiedName);
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return true;
    }
}
