package dev.navarch.resources.device;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.podtemplate.AffinityValidation;
import dev.navarch.resources.podtemplate.VolumeSourceValidation;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;

final class ResourceSliceValidation {
    private static final List<String> PLACES =
            List.of("nodeName", "nodeSelector", "allNodes", "perDeviceNodeSelection");
    private static final String ONE_PLACE =
            "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";
    private static final int MAX_DEVICES = 128;
    private static final int MAX_FACTS = 32;

    private ResourceSliceValidation() {}

    static void validate(Field spec) {
        VolumeSourceValidation.driver(spec.get("driver"));
        pool(spec.get("pool"));
        place(spec);
        if (spec.get("devices").notEmpty() && spec.get("sharedCounters").notEmpty())
            spec.invalid("only one of `sharedCounters` or `devices` is allowed");
        var devices = spec.get("devices");
        if (devices.size() > MAX_DEVICES) {
            devices.tooMany(MAX_DEVICES);
            return;
        }
        var names = new HashSet<String>();
        for (var device : devices.items()) {
            device.get("name").mustBe(Names::dnsLabel);
            if (!names.add(device.get("name").text())) device.get("name").duplicate();
            device(device);
        }
    }

    private static void pool(Field pool) {
        var name = pool.get("name");
        if (name.needed().notEmpty()) {
            if (name.text().length() > 253) name.tooLong(253);
            for (var part : name.text().split("/", -1))
                Names.dnsSubdomain(part).forEach(problem -> name.invalid(part, problem));
        }
        var count = pool.get("resourceSliceCount");
        if (count.number() <= 0) count.invalid(count.number(), "must be greater than zero");
        if (pool.get("generation").number() < 0)
            pool.get("generation").invalid("must be greater than or equal to zero");
    }

    private static void place(Field spec) {
        var set = 0;
        var node = spec.get("nodeName");
        if (node.notEmpty()) {
            set++;
            node.mustBe(Names::dnsSubdomain);
        } else if (node.present()) {
            node.invalid("", "must be either unset or set to a non-empty string");
        }
        var selector = spec.get("nodeSelector");
        if (selector.present()) {
            set++;
            AffinityValidation.nodeSelector(selector);
            if (selector.get("nodeSelectorTerms").size() != 1)
                selector.get("nodeSelectorTerms").invalid("must have exactly one node selector term");
        }
        for (var name : List.of("allNodes", "perDeviceNodeSelection")) {
            var flag = spec.get(name);
            if (flag.flag()) set++;
            else if (flag.present()) flag.invalid("must be either unset or set to true");
        }
        if (set == 0) spec.required(ONE_PLACE);
        if (set > 1)
            spec.invalid(
                    PLACES.stream()
                            .filter(place -> spec.get(place).present())
                            .toList()
                            .toString(),
                    ONE_PLACE + ", but multiple fields are set");
    }

    private static void device(Field device) {
        var attributes = device.get("attributes");
        var capacity = device.get("capacity");
        if (attributes.size() + capacity.size() > MAX_FACTS)
            device.invalid(
                    attributes.size() + capacity.size(),
                    "the total number of attributes and capacities must not exceed " + MAX_FACTS);
        for (var attribute : attributes.entries()) {
            var kinds = List.of("int", "bool", "string", "version").stream()
                    .filter(kind -> attribute.getValue().get(kind).present())
                    .count();
            if (kinds != 1) attribute.getValue().invalid("exactly one value must be specified");
        }
        for (var taint : device.get("taints").items()) {
            taint.get("key").mustBe(Names::qualifiedName);
            taint.get("value").mustBeIfSet(Names::labelValue);
            taint.get("effect").neededOneOf(List.of("NoExecute", "NoSchedule", "None"));
        }
    }
}
