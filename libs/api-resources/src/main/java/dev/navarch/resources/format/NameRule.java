package dev.navarch.resources.format;

import java.util.List;

/** How objects of a kind may be called. */
@FunctionalInterface
public interface NameRule {
    NameRule DNS_SUBDOMAIN = (name, prefix) -> Names.dnsSubdomain(masked(name, prefix));
    NameRule DNS_LABEL = (name, prefix) -> Names.dnsLabel(masked(name, prefix));
    NameRule DNS_1035_LABEL = (name, prefix) -> Names.dns1035Label(masked(name, prefix));
    NameRule PATH_SEGMENT = (name, prefix) -> Names.pathSegment(name);

    /** @param prefix whether the text is a generateName, which something is appended to */
    List<String> problems(String name, boolean prefix);

    private static String masked(String name, boolean prefix) {
        return prefix && name.length() > 1 && name.endsWith("-") ? name.substring(0, name.length() - 1) + "a" : name;
    }
}
