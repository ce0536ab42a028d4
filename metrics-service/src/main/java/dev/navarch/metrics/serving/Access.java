package dev.navarch.metrics.serving;

import dev.navarch.client.AccessReviews;
import dev.navarch.client.ClusterClient;
import io.kubernetes.client.openapi.models.V1NonResourceAttributes;
import io.kubernetes.client.openapi.models.V1ResourceAttributes;
import io.kubernetes.client.openapi.models.V1SubjectAccessReviewSpec;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks the API server whether the user whom it passed on may have what is asked for. */
public final class Access {
    private static final String EXTRA = "x-remote-extra-";

    private final AccessReviews reviews;

    public Access(ClusterClient client) {
        this.reviews = new AccessReviews(client);
    }

    boolean allows(HttpServletRequest request) {
        var spec = new V1SubjectAccessReviewSpec()
                .user(request.getHeader("X-Remote-User"))
                .uid(request.getHeader("X-Remote-Uid"))
                .groups(Collections.list(request.getHeaders("X-Remote-Group")))
                .extra(extra(request));
        var path = MetricsPath.find(request.getRequestURI());
        if (path == null)
            spec.nonResourceAttributes(
                    new V1NonResourceAttributes().path(request.getRequestURI()).verb("get"));
        else spec.resourceAttributes(attributes(path));
        return reviews.allow(spec);
    }

    private static V1ResourceAttributes attributes(MetricsPath path) {
        return new V1ResourceAttributes()
                .group("metrics.k8s.io")
                .version("v1beta1")
                .resource(path.resource())
                .namespace(path.namespace())
                .name(path.name())
                .verb(path.name().isEmpty() ? "list" : "get");
    }

    private static Map<String, List<String>> extra(HttpServletRequest request) {
        var extra = new HashMap<String, List<String>>();
        for (var header : Collections.list(request.getHeaderNames())) {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(EXTRA))
                extra.put(name.substring(EXTRA.length()), Collections.list(request.getHeaders(header)));
        }
        return extra;
    }
}
