package dev.navarch.resources.service;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;

/** The rules for the addresses of a service and for the families they are of. */
final class ServiceAddressValidation {
    private static final List<String> FAMILIES = List.of("IPv4", "IPv6");
    private static final List<String> POLICIES = List.of("SingleStack", "PreferDualStack", "RequireDualStack");

    private ServiceAddressValidation() {}

    static void validate(Field spec) {
        if (ServiceSpecs.isExternalName(spec.value())) return;
        consistent(spec);
        var seen = new HashSet<String>();
        for (var family : spec.get("ipFamilies").items()) {
            family.oneOf(FAMILIES);
            if (!seen.add(family.text())) family.duplicate();
        }
        if (spec.get("ipFamilyPolicy").present()) spec.get("ipFamilyPolicy").oneOf(POLICIES);
        addresses(spec.get("clusterIPs"), spec);
    }

    private static void consistent(Field spec) {
        var address = spec.get("clusterIP");
        var addresses = spec.get("clusterIPs");
        if (address.notEmpty()) {
            if (addresses.empty()) addresses.required("");
            else if (!addresses.items().getFirst().text().equals(address.text()))
                addresses.invalid("first value must match `clusterIP`");
        } else if (addresses.notEmpty()) {
            addresses.invalid("must be empty when `clusterIP` is not specified");
        }
    }

    private static void addresses(Field addresses, Field spec) {
        var items = addresses.items();
        if (ServiceSpecs.isHeadless(spec.value())) {
            if (items.size() > 1) addresses.invalid("'None' must be the first and only value");
            return;
        }
        var families = spec.get("ipFamilies").items();
        for (int at = 0; at < items.size(); at++) {
            var item = items.get(at);
            if (item.text().equals(ServiceSpecs.NONE)) {
                addresses.invalid("'None' must be the first and only value");
                continue;
            }
            item.mustBe(Addresses::ip);
            if (!Addresses.isIp(item.text()) || at >= families.size()) continue;
            var family = Addresses.isIpv6(item.text()) ? "IPv6" : "IPv4";
            if (!family.equals(families.get(at).text()))
                item.invalid(
                        "expected an " + families.get(at).text() + " value as indicated by `ipFamilies[" + at + "]`");
        }
        if (items.size() > 2) addresses.invalid("may only hold up to 2 values");
        if (items.size() == 2
                && Addresses.isIpv6(items.get(0).text())
                        == Addresses.isIpv6(items.get(1).text()))
            addresses
                    .errors()
                    .add(FieldError.invalid(
                            addresses.path(), addresses.value(), "may specify no more than one IP for each IP family"));
    }
}
