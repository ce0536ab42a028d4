package dev.navarch.resources.networking;

import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.List;

final class IngressValidation {
    private static final List<String> PATH_TYPES = List.of("Exact", "ImplementationSpecific", "Prefix");
    private static final List<String> NOT_INSIDE = List.of("//", "/./", "/../", "%2f", "%2F");
    private static final List<String> NOT_AT_THE_END = List.of("/..", "/.");

    private IngressValidation() {}

    static void validate(Field spec) {
        if (spec.get("rules").empty() && spec.get("defaultBackend").absent())
            spec.get("rules")
                    .reportedAt(spec.path())
                    .invalid(Field.NULL, "either `defaultBackend` or `rules` must be specified");
        if (spec.get("defaultBackend").present()) backend(spec.get("defaultBackend"));
        for (var rule : spec.get("rules").items()) rule(rule);
        for (var tls : spec.get("tls").items()) {
            for (var host : tls.get("hosts").items())
                if (host.text().contains("*")) host.mustBe(Names::wildcardSubdomain);
                else host.mustBe(Names::dnsSubdomain);
            tls.get("secretName").mustBeIfSet(Names::dnsSubdomain);
        }
        if (spec.get("ingressClassName").present()) spec.get("ingressClassName").mustBe(Names::dnsSubdomain);
    }

    private static void rule(Field rule) {
        var host = rule.get("host");
        if (host.notEmpty()) {
            if (Addresses.isIp(host.text())) host.invalid("must be a DNS name, not an IP address");
            else if (host.text().contains("*")) host.mustBe(Names::wildcardSubdomain);
            else host.mustBe(Names::dnsSubdomain);
        }
        var http = rule.get("http");
        if (http.absent()) return;
        http.get("paths").needed();
        for (var path : http.get("paths").items()) path(path);
    }

    private static void path(Field path) {
        var type = path.get("pathType");
        var text = path.get("path");
        if (type.absent()) {
            type.required("pathType must be specified");
            return;
        }
        switch (type.text()) {
            case "Exact", "Prefix" -> absolute(text);
            case "ImplementationSpecific" -> {
                if (text.notEmpty() && !text.text().startsWith("/")) text.invalid("must be an absolute path");
            }
            default -> type.notSupported(PATH_TYPES);
        }
        backend(path.get("backend"));
    }

    private static void absolute(Field text) {
        if (!text.text().startsWith("/")) text.invalid("must be an absolute path");
        if (text.empty()) return;
        for (var part : NOT_INSIDE) if (text.text().contains(part)) text.invalid("must not contain '" + part + "'");
        for (var end : NOT_AT_THE_END) if (text.text().endsWith(end)) text.invalid("cannot end with '" + end + "'");
    }

    private static void backend(Field backend) {
        var service = backend.get("service");
        var resource = backend.get("resource");
        if (service.present() && resource.present()) {
            backend.invalid("", "cannot set both resource and service backends");
        } else if (resource.present()) {
            if (resource.get("apiGroup").present()) resource.get("apiGroup").mustBe(Names::dnsSubdomain);
            resource.get("kind").needs(Names::pathSegment);
            resource.get("name").needs(Names::pathSegment);
        } else if (service.present()) {
            service(service, backend);
        } else {
            backend.invalid("", "resource or service backend is required");
        }
    }

    private static void service(Field service, Field backend) {
        service.get("name").needs(Names::dnsLabel);
        var name = service.get("port").get("name");
        var number = service.get("port").get("number");
        if (name.notEmpty() && number.number() != 0) backend.invalid("", "cannot set both port name & port number");
        else if (name.notEmpty()) name.mustBe(Names::portName);
        else if (number.number() != 0) number.between(1, 65535);
        else backend.required("port name or number is required");
    }
}
