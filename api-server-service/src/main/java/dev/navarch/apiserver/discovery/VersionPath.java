package dev.navarch.apiserver.discovery;

import dev.navarch.apiserver.handlers.ObjectResponses;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.web.Dispatcher;
import dev.navarch.machinery.codec.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /version}: which Kubernetes this answers as. */
public final class VersionPath implements Dispatcher.PathHandler {
    @Override
    public @Nullable ApiResponse handle(ApiRequest request) {
        var path = request.info().path();
        if (!path.equals("/version") && !path.equals("/version/")) return null;
        var version = Json.object();
        version.put("major", "1")
                .put("minor", "36")
                .put("emulationMajor", "1")
                .put("emulationMinor", "36")
                .put("minCompatibilityMajor", "1")
                .put("minCompatibilityMinor", "35")
                .put("gitVersion", "v1.36.0-navarch")
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "java " + Runtime.version().feature())
                .put("platform", platform());
        return new ApiResponse.Bytes(200, "application/json", ObjectResponses.json(version, true));
    }

    private static String platform() {
        var architecture = System.getProperty("os.arch", "");
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT) + "/"
                + (architecture.equals("aarch64") ? "arm64" : architecture);
    }
}
