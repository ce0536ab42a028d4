package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.Caller;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.request.UserInfo;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * On whose behalf something is written.
 *
 * @param admitted whether admission has its say; the server's own writes skip it
 */
public record WriteContext(
        RequestInfo info, Caller caller, boolean dryRun, boolean admitted, Consumer<String> warnings) {
    public static WriteContext of(ApiRequest request, boolean dryRun) {
        return new WriteContext(request.info(), request.caller(), dryRun, true, request::warn);
    }

    /** The server itself. */
    public static WriteContext internal(ServedResource resource, String verb, String namespace, String name) {
        var names = resource.names();
        var info = new RequestInfo(
                true,
                verb,
                names.groupVersion().group(),
                names.groupVersion().version(),
                namespace,
                names.plural(),
                "",
                name,
                "");
        var server = new UserInfo("system:apiserver", List.of("system:masters"));
        return new WriteContext(info, new Caller(server, "kube-apiserver", Instant.MAX), false, false, text -> {});
    }
}
