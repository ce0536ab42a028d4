package dev.navarch.resources.networking;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Of the address space of services, and of the addresses taken out of it. */
final class AddressStrategies {
    private AddressStrategies() {}

    static final class OfAddresses extends KindStrategy {
        @Override
        public NameRule nameRule() {
            return (name, prefix) -> Addresses.isIp(name)
                    ? List.of()
                    : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        }

        @Override
        protected void validate(Field address) {
            var parent = address.get("spec").get("parentRef");
            if (parent.absent()) {
                parent.required("");
                return;
            }
            parent.get("group").mustBeIfSet(Names::dnsSubdomain);
            parent.get("resource").needs(Names::pathSegment);
            parent.get("name").needs(Names::pathSegment);
            parent.get("namespace").mustBeIfSet(Names::dnsLabel);
        }

        @Override
        protected void validateChange(Field updated, Field stored) {
            updated.get("spec").get("parentRef").immutable(stored.get("spec").get("parentRef"));
        }
    }

    static final class OfRanges extends StatusKindStrategy {
        @Override
        public void prepareForCreate(ObjectNode range) {
            super.prepareForCreate(range);
            ObjectMeta.of(range).generation(0);
        }

        @Override
        protected void validateNew(Field range) {
            var cidrs = range.get("spec").get("cidrs");
            if (cidrs.empty()) cidrs.required("at least one CIDR required");
            var families = cidrs.items().stream()
                    .map(cidr -> cidr.text().contains(":"))
                    .distinct()
                    .count();
            if (cidrs.size() > 2) cidrs.invalid("may only hold up to 2 values");
            else if (cidrs.size() == 2 && families < 2)
                cidrs.invalid(
                        "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64");
            for (var cidr : cidrs.items()) cidr.mustBe(Addresses::cidr);
        }

        @Override
        protected void validateChange(Field updated, Field stored) {
            updated.get("spec").get("cidrs").immutable(stored.get("spec").get("cidrs"));
        }
    }
}
