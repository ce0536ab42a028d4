package dev.navarch.apiserver.web;

import java.util.Comparator;
import java.util.List;

/** Puts filters around the one that answers, in the order of {@link FilterOrder}. */
final class FilterChain {
    private FilterChain() {}

    static RequestFilter.Next of(List<RequestFilter> filters, RequestFilter.Next last) {
        var next = last;
        for (var filter : filters.stream()
                .sorted(Comparator.comparing(RequestFilter::order).reversed())
                .toList()) {
            var inner = next;
            next = request -> filter.filter(request, inner);
        }
        return next;
    }
}
