package dev.navarch.apiserver.web;

import dev.navarch.apiserver.handlers.Form;
import dev.navarch.apiserver.handlers.Negotiation;
import dev.navarch.apiserver.handlers.ObjectResponses;
import dev.navarch.apiserver.handlers.StatusObjects;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.store.StorageException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what was thrown becomes what is answered. */
final class ErrorTranslation {
    private static final Logger log = LoggerFactory.getLogger(ErrorTranslation.class);

    private static final int MAX_MESSAGE = 500;

    private final ObjectResponses responses;

    ErrorTranslation(ObjectResponses responses) {
        this.responses = responses;
    }

    /**
     * @param request null when it could not even be read
     * @param late whether the request ran out of time
     */
    ApiResponse response(@Nullable ApiRequest request, Throwable failed, boolean late) {
        var status = late ? timeout() : status(failed);
        var media = request == null ? MediaType.JSON : Negotiation.ofFailure(request);
        var form = new Form(media, Form.Shape.OBJECT, "", false);
        return new ApiResponse.Bytes(
                status.code(), media.text(), responses.encode(form, StatusObjects.failure(status)), retryAfter(status));
    }

    private static Status status(Throwable failed) {
        return switch (failed) {
            case StatusException refused -> refused.status();
            case StorageException broken -> {
                log.warn("The store failed a request why={}", broken.getMessage());
                yield new Status(
                        503,
                        "ServiceUnavailable",
                        "the cluster store does not serve: " + broken.getMessage(),
                        new Status.Details("", "", "", "", List.of(), 1));
            }
            default -> {
                log.error("A request failed", failed);
                yield StatusException.internal(shortened(String.valueOf(failed)))
                        .status();
            }
        };
    }

    private static String shortened(String text) {
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
    }

    private static Status timeout() {
        return new Status(504, "Timeout", "Timeout: request did not complete within the allotted timeout", null);
    }

    private static Map<String, String> retryAfter(Status status) {
        var details = status.details();
        return details == null || details.retryAfterSeconds() == 0
                ? Map.of()
                : Map.of("Retry-After", Integer.toString(details.retryAfterSeconds()));
    }
}
