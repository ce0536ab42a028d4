package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.selector.FieldSelector;
import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.machinery.selector.SelectorException;
import dev.navarch.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list or watch.
 *
 * @param limit 0 for all
 * @param resourceVersion empty for the newest
 * @param match empty, Exact or NotOlderThan
 * @param timeoutSeconds null when not given
 */
public record ListOptions(
        LabelSelector labels,
        FieldSelector fields,
        long limit,
        String continueToken,
        String resourceVersion,
        String match,
        @Nullable Long timeoutSeconds,
        boolean watch,
        boolean bookmarks,
        boolean sendInitialEvents) {
    private static final GroupVersionKind KIND = new GroupVersionKind("meta.k8s.io", "v1", "ListOptions");

    public static ListOptions of(ApiRequest request, boolean watch) {
        try {
            var options = new ListOptions(
                    LabelSelector.parse(request.parameter("labelSelector")),
                    FieldSelector.parse(request.parameter("fieldSelector")),
                    number(request, "limit"),
                    request.parameter("continue"),
                    request.parameter("resourceVersion"),
                    request.parameter("resourceVersionMatch"),
                    request.parameter("timeoutSeconds").isEmpty() ? null : number(request, "timeoutSeconds"),
                    watch,
                    request.flag("allowWatchBookmarks"),
                    request.flag("sendInitialEvents"));
            var errors = options.problems(request.query().containsKey("sendInitialEvents"));
            if (!errors.isEmpty()) throw StatusException.invalid(KIND, "", errors);
            return options;
        } catch (SelectorException unreadable) {
            throw StatusException.badRequest(unreadable.getMessage());
        }
    }

    private List<FieldError> problems(boolean initialEventsGiven) {
        var errors = new ArrayList<FieldError>();
        var matchPath = FieldPath.of("resourceVersionMatch");
        var initialPath = FieldPath.of("sendInitialEvents");
        if (watch) {
            if (initialEventsGiven) {
                if (match.isEmpty())
                    errors.add(FieldError.forbidden(
                            matchPath, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
                else if (!match.equals("NotOlderThan"))
                    errors.add(FieldError.notSupported(matchPath, match, List.of("NotOlderThan")));
            } else if (!match.isEmpty()) {
                errors.add(FieldError.forbidden(
                        matchPath, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
            }
            return errors;
        }
        if (initialEventsGiven)
            errors.add(FieldError.forbidden(initialPath, "sendInitialEvents is forbidden for list"));
        if (match.isEmpty()) return errors;
        if (resourceVersion.isEmpty())
            errors.add(FieldError.forbidden(
                    matchPath, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
        if (!continueToken.isEmpty())
            errors.add(FieldError.forbidden(matchPath, "resourceVersionMatch is forbidden when continue is provided"));
        if (!match.equals("Exact") && !match.equals("NotOlderThan"))
            errors.add(FieldError.notSupported(matchPath, match, List.of("Exact", "NotOlderThan", "")));
        if (match.equals("Exact") && resourceVersion.equals("0"))
            errors.add(FieldError.forbidden(
                    matchPath, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
        return errors;
    }

    private static long number(ApiRequest request, String parameter) {
        var text = request.parameter(parameter);
        if (text.isEmpty()) return 0;
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException unreadable) {
            throw StatusException.badRequest("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
    }
}
