package dev.navarch.resources.device;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.podtemplate.VolumeSourceValidation;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.Sizes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for what a claim asks for. Whether selectors compile is not looked at here. */
final class DeviceClaimValidation {
    private static final int MAX_ENTRIES = 32;
    private static final int MAX_ALTERNATIVES = 8;
    private static final int MAX_PARAMETERS = 10 * 1024;

    private DeviceClaimValidation() {}

    static void validate(Field devices) {
        var names = new HashSet<String>();
        var requests = devices.get("requests");
        if (tooMany(requests, MAX_ENTRIES)) return;
        for (var request : requests.items()) {
            request(request);
            if (!names.add(request.get("name").text()))
                request.errors()
                        .add(FieldError.duplicate(
                                request.path(), request.get("name").text()));
            for (var alternative : request.get("firstAvailable").items())
                names.add(request.get("name").text() + "/"
                        + alternative.get("name").text());
        }
        for (var list : List.of("constraints", "config"))
            if (!tooMany(devices.get(list), MAX_ENTRIES))
                for (var item : devices.get(list).items()) references(item.get("requests"), names);
        for (var constraint : devices.get("constraints").items())
            if (constraint.get("distinctAttribute").absent())
                constraint.get("matchAttribute").needed();
        configuration(devices.get("config"));
    }

    static void configuration(Field configurations) {
        for (var configuration : configurations.items()) {
            var opaque = configuration.get("opaque");
            if (opaque.absent()) {
                opaque.required("");
                continue;
            }
            VolumeSourceValidation.driver(opaque.get("driver"));
            var parameters = opaque.get("parameters");
            if (parameters.absent()) parameters.required("");
            else if (!parameters.value().isObject()) parameters.invalid("must be a valid JSON object");
            else if (Sizes.bytes(Json.text(parameters.value())) > MAX_PARAMETERS) parameters.tooLong(MAX_PARAMETERS);
        }
    }

    static void selectors(Field selectors) {
        if (tooMany(selectors, MAX_ENTRIES)) return;
        for (var selector : selectors.items()) {
            var cel = selector.get("cel");
            if (cel.absent()) cel.required("");
            else if (cel.get("expression").empty())
                cel.get("expression").invalid("", "compilation failed: the expression is empty");
            else if (Sizes.bytes(cel.get("expression").text()) > MAX_PARAMETERS)
                cel.get("expression").tooLong(MAX_PARAMETERS);
        }
    }

    private static void request(Field request) {
        request.get("name").mustBe(Names::dnsLabel);
        var exactly = request.get("exactly");
        var alternatives = request.get("firstAvailable");
        var one = "exactly one of `exactly` or `firstAvailable` is required";
        if (exactly.absent() && alternatives.empty()) request.required(one);
        if (exactly.present() && alternatives.notEmpty()) request.invalid(one + ", but multiple fields are set");
        if (exactly.present()) device(exactly);
        if (tooMany(alternatives, MAX_ALTERNATIVES)) return;
        var names = new HashSet<String>();
        for (var alternative : alternatives.items()) {
            alternative.get("name").mustBe(Names::dnsLabel);
            if (!names.add(alternative.get("name").text())) alternative.duplicate();
            device(alternative);
        }
    }

    private static void device(Field device) {
        device.get("deviceClassName").needs(Names::dnsSubdomain);
        selectors(device.get("selectors"));
        var count = device.get("count");
        switch (device.get("allocationMode").text()) {
            case "All" -> {
                if (count.number() != 0) count.invalid("must not be specified when allocationMode is 'All'");
            }
            case "ExactCount" -> {
                if (count.number() <= 0) count.invalid("must be greater than zero");
            }
            default -> device.get("allocationMode").notSupported(List.of("All", "ExactCount"));
        }
        for (var toleration : device.get("tolerations").items()) toleration(toleration);
    }

    private static void toleration(Field toleration) {
        toleration.get("key").mustBeIfSet(Names::qualifiedName);
        switch (toleration.get("operator").text()) {
            case "Exists" -> {
                if (toleration.get("value").notEmpty())
                    toleration.get("value").invalid("must be empty for operator `Exists`");
            }
            case "Equal" -> toleration.get("value").mustBe(Names::labelValue);
            case "" -> toleration.get("operator").required("");
            default -> toleration.get("operator").notSupported(List.of("Equal", "Exists"));
        }
        toleration.get("effect").oneOfIfSet(List.of("NoExecute", "NoSchedule", "None"));
    }

    private static void references(Field requests, Set<String> names) {
        if (tooMany(requests, MAX_ENTRIES)) return;
        var seen = new HashSet<String>();
        for (var reference : requests.items()) {
            if (!names.contains(reference.text()))
                reference.invalid("must be the name of a request in the claim or the name of a request and a "
                        + "subrequest separated by '/'");
            if (!seen.add(reference.text())) reference.duplicate();
        }
    }

    private static boolean tooMany(Field list, int most) {
        if (list.size() <= most) return false;
        list.tooMany(most);
        return true;
    }
}
