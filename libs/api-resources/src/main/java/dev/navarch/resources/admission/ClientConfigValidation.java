package dev.navarch.resources.admission;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.net.URI;
import java.net.URISyntaxException;

/** The rules for where a webhook is. */
final class ClientConfigValidation {
    private static final String FORM = "; desired format: https://host[/path]";

    private ClientConfigValidation() {}

    static void validate(Field config) {
        var url = config.get("url");
        var service = config.get("service");
        if (url.present() == service.present()) config.required("exactly one of url or service is required");
        else if (url.present()) url(url);
        else service(service);
    }

    private static void url(Field url) {
        try {
            var uri = new URI(url.text());
            if (!"https".equals(uri.getScheme())) url.invalid("'https' is the only allowed URL scheme" + FORM);
            if (uri.getRawAuthority() == null || uri.getRawAuthority().isEmpty())
                url.invalid("host must be specified" + FORM);
            if (uri.getUserInfo() != null) url.invalid("user information is not permitted in the URL");
            if (uri.getFragment() != null) url.invalid("fragments are not permitted in the URL");
            if (uri.getQuery() != null) url.invalid("query parameters are not permitted in the URL");
        } catch (URISyntaxException malformed) {
            url.required("url must be a valid URL: " + malformed.getReason() + FORM);
        }
    }

    private static void service(Field service) {
        // Upstream reports each of the two at the place of the other.
        if (service.get("name").empty()) service.get("namespace").required("");
        if (service.get("namespace").empty()) service.get("name").required("");
        service.get("port").between(1, 65535);
        var path = service.get("path");
        if (path.absent() || path.text().equals("/")) return;
        if (!path.text().startsWith("/")) {
            path.invalid("must start with a '/'");
            return;
        }
        for (var segment : path.text().substring(1).split("/", -1)) {
            if (segment.isEmpty()) path.invalid("segment may not be empty");
            else Names.dnsSubdomain(segment).forEach(problem -> path.invalid("segment: " + problem));
        }
    }
}
