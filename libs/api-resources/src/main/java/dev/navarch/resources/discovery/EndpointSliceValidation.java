package dev.navarch.resources.discovery;

import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;

final class EndpointSliceValidation {
    private static final int MAX_ENDPOINTS = 1000;
    private static final int MAX_ADDRESSES = 100;
    private static final int MAX_PORTS = 20_000;
    private static final int MAX_HINTS = 8;

    private EndpointSliceValidation() {}

    static void validate(Field slice) {
        var type = slice.get("addressType");
        type.neededOneOf(List.of("FQDN", "IPv4", "IPv6"));
        var endpoints = slice.get("endpoints");
        if (endpoints.size() > MAX_ENDPOINTS) endpoints.tooMany(MAX_ENDPOINTS);
        else for (var endpoint : endpoints.items()) endpoint(endpoint, type.text());
        ports(slice.get("ports"));
    }

    private static void endpoint(Field endpoint, String type) {
        var addresses = endpoint.get("addresses");
        if (addresses.empty()) addresses.required("must contain at least 1 address");
        else if (addresses.size() > MAX_ADDRESSES) addresses.tooMany(MAX_ADDRESSES);
        else for (var address : addresses.items()) address(address, type);
        if (endpoint.get("nodeName").present()) endpoint.get("nodeName").mustBe(Names::dnsSubdomain);
        if (endpoint.get("hostname").present()) endpoint.get("hostname").mustBe(Names::dnsLabel);
        for (var hints : List.of("forZones", "forNodes"))
            hints(endpoint.get("hints").get(hints));
    }

    private static void address(Field address, String type) {
        switch (type) {
            case "IPv4" -> ip(address, false);
            case "IPv6" -> ip(address, true);
            case "FQDN" -> {
                address.mustBe(Names::dnsSubdomain);
                if (!address.text().contains("."))
                    address.invalid("should be a domain with at least two segments separated by dots");
            }
            default -> {}
        }
    }

    private static void ip(Field address, boolean six) {
        address.mustBe(Addresses::ip);
        if (!Addresses.isIp(address.text())) return;
        if (Addresses.isIpv6(address.text()) != six)
            address.invalid("must be a valid " + (six ? "IPv6" : "IPv4") + " address");
        Addresses.notSpecial(address.text()).forEach(address::invalid);
    }

    private static void hints(Field hints) {
        if (hints.size() > MAX_HINTS) {
            hints.tooMany(MAX_HINTS);
            return;
        }
        var seen = new HashSet<String>();
        for (var hint : hints.items()) {
            var name = hint.get("name");
            if (name.needed().empty()) continue;
            name.mustBe(Names::labelValue);
            if (!seen.add(name.text())) name.duplicate();
        }
    }

    private static void ports(Field ports) {
        if (ports.size() > MAX_PORTS) {
            ports.tooMany(MAX_PORTS);
            return;
        }
        var names = new HashSet<String>();
        for (var port : ports.items()) {
            var name = port.get("name");
            name.mustBeIfSet(Names::dnsLabel);
            if (!names.add(name.text())) name.duplicate();
            port.get("protocol").neededOneOf(List.of("SCTP", "TCP", "UDP"));
            if (port.get("appProtocol").present()) port.get("appProtocol").mustBe(Names::qualifiedName);
        }
    }
}
