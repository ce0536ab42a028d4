package dev.navarch.apiserver.web;

import dev.navarch.apiserver.handlers.ResourceHandler;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.machinery.status.StatusException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The innermost step: asks those who may answer, in order. */
public final class Dispatcher implements RequestFilter.Next {
    private final ResourceHandler resources;
    private final List<PathHandler> paths;

    /** Answers requests that are about no resource. */
    public interface PathHandler {
        /** Null when the path is not its own. */
        @Nullable
        ApiResponse handle(ApiRequest request);
    }

    public Dispatcher(ResourceHandler resources, List<PathHandler> paths) {
        this.resources = resources;
        this.paths = List.copyOf(paths);
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        if (request.info().resourceRequest()) {
            var answer = resources.handle(request);
            if (answer != null) return answer;
        }
        for (var handler : paths) {
            var answer = handler.handle(request);
            if (answer != null) return answer;
        }
        var info = request.info();
        if (info.resourceRequest() && resources.servesGroup(info.group())) throw StatusException.unknownResource();
        return ResourceHandler.notFound();
    }
}
