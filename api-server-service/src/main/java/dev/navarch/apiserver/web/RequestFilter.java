package dev.navarch.apiserver.web;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;

/** A step around every request, on its virtual thread: audit, authentication, impersonation, flow control, authorization. */
public interface RequestFilter {
    /** Where it stands among the others. */
    FilterOrder order();

    /** Answers by itself or hands on, perhaps with another caller. */
    ApiResponse filter(ApiRequest request, Next next);

    interface Next {
        ApiResponse handle(ApiRequest request);
    }
}
