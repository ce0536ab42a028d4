package dev.navarch.apiserver.web;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /healthz}, {@code /livez}, {@code /readyz} and each check below them. */
public final class HealthPaths implements Dispatcher.PathHandler {
    private final Map<String, Check> checks = new LinkedHashMap<>();

    /** One thing that has to be well. */
    public interface Check {
        String name();

        /** Null when it is well, otherwise what is wrong. */
        @Nullable
        String problem();

        /** Whether a server that fails it should be started anew, rather than only get no requests. */
        default boolean live() {
            return true;
        }
    }

    public HealthPaths(List<Check> checks) {
        for (var check : checks) this.checks.put(check.name(), check);
    }

    @Override
    public @Nullable ApiResponse handle(ApiRequest request) {
        var parts = request.info().path().split("/");
        if (parts.length < 2 || !Set.of("healthz", "livez", "readyz").contains(parts[1])) return null;
        if (parts.length == 2) return all(request, parts[1]);
        var check = checks.get(request.info().path().substring(parts[1].length() + 2));
        if (check == null) return null;
        var problem = check.problem();
        return problem == null ? text(200, "ok") : text(500, "internal server error: " + problem + "\n");
    }

    private ApiResponse all(ApiRequest request, String which) {
        var excluded = request.query().getOrDefault("exclude", List.of());
        var report = new StringBuilder();
        var failed = false;
        for (var check : checks.values()) {
            if (which.equals("livez") && !check.live()) continue;
            if (excluded.contains(check.name())) {
                report.append("[+]").append(check.name()).append(" excluded: ok\n");
                continue;
            }
            var problem = check.problem();
            failed |= problem != null;
            report.append(problem == null ? "[+]" : "[-]")
                    .append(check.name())
                    .append(problem == null ? " ok\n" : " failed: reason withheld\n");
        }
        if (failed) return text(500, report + which + " check failed\n");
        return request.query().containsKey("verbose") ? text(200, report + which + " check passed\n") : text(200, "ok");
    }

    private static ApiResponse text(int code, String text) {
        return new ApiResponse.Bytes(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
