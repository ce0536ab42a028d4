package dev.navarch.resources.podtemplate;

import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.stream.Collectors;

/** The rules for a pod's own resolver settings. */
final class DnsConfigValidation {
    private DnsConfigValidation() {}

    static void validate(Field config, String policy) {
        var servers = config.get("nameservers");
        if (policy.equals("None")) {
            if (config.absent()) {
                config.required("must provide `dnsConfig` when `dnsPolicy` is None");
                return;
            }
            if (servers.empty()) servers.required("must provide at least one DNS nameserver when `dnsPolicy` is None");
        }
        if (servers.size() > 3) servers.invalid("must not have more than 3 nameservers");
        for (var server : servers.items()) server.mustBe(Addresses::ip);
        searches(config.get("searches"));
        for (var option : config.get("options").items())
            if (option.get("name").empty()) option.required("must not be empty");
    }

    private static void searches(Field searches) {
        if (searches.size() > 32) searches.invalid("must not have more than 32 search paths");
        var joined = searches.items().stream().map(Field::text).collect(Collectors.joining(" "));
        if (joined.length() > 2048)
            searches.invalid("must not have more than 2048 characters (including spaces) in the search list");
        for (var search : searches.items()) {
            var name = search.text().endsWith(".")
                    ? search.text().substring(0, search.text().length() - 1)
                    : search.text();
            if (!search.text().equals("."))
                Names.dnsSubdomainWithUnderscore(name).forEach(search::invalid);
        }
    }
}
