package dev.navarch.resources.service;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.Ports;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules for what a service listens on. */
final class ServicePortValidation {
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

    private ServicePortValidation() {}

    static void validate(Field spec) {
        var names = new HashSet<String>();
        var ports = spec.get("ports");
        for (var port : ports.items()) port(port, ports.size() > 1, names);
    }

    private static void port(Field port, boolean needsName, Set<String> names) {
        var name = port.get("name");
        if (needsName && name.empty()) {
            name.required("");
        } else if (name.notEmpty()) {
            name.mustBe(Names::dnsLabel);
            if (!names.add(name.text())) name.duplicate();
        }
        port.get("port").holding(number(port)).between(1, 65535);
        port.get("protocol").neededOneOf(PROTOCOLS);
        Ports.numberOrName(port.get("targetPort"));
        if (port.get("appProtocol").present()) port.get("appProtocol").mustBe(Names::qualifiedName);
    }

    private static JsonNode number(Field port) {
        var number = port.get("port");
        return number.present() ? number.value() : Field.ZERO;
    }

    /** No two ports may listen in the same place. */
    static void nodePorts(Field spec) {
        var ports = spec.get("ports").items();
        if (spec.get("type").text().equals("ClusterIP"))
            for (var port : ports)
                if (port.get("nodePort").number() != 0)
                    port.get("nodePort").forbidden("may not be used when `type` is 'ClusterIP'");
        var nodePorts = new HashSet<String>();
        var allocated = ServiceSpecs.needsNodePort(spec.value());
        for (var port : ports) {
            var key = port.get("nodePort").number() != 0
                    ? "node port " + port.get("nodePort").number()
                    : "port " + port.get("port").number();
            if (port.get("nodePort").number() == 0 && !allocated) continue;
            if (!nodePorts.add(port.get("protocol").text() + " " + key))
                port.get("nodePort").duplicate();
        }
        var seen = new HashSet<String>();
        for (var port : ports)
            if (!seen.add(port.get("protocol").text() + "/" + port.get("port").number()))
                port.errors().add(FieldError.duplicate(port.path(), port.value()));
    }
}
