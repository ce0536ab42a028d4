package dev.navarch.client.rest;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonSyntaxException;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.openapi.models.V1StatusCause;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Requests and answers. A read that the server puts off (429, or 503 with Retry-After) is repeated when the server says, a few
 * times; a write never is, not even over a fresh connection when an idle one turns out to be dead.
 */
final class RestTransport implements AutoCloseable {
    static final String JSON = "application/json";
    static final String METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
    static final String METADATA_LIST =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    /** A call that is part of a trace says so; there is no header where none is under way. */
    private static final TextMapSetter<Request.Builder> TRACE_HEADER =
            (builder, name, value) -> requireNonNull(builder).header(name, value);

    private static final int UNAUTHORIZED = 401;
    private static final int READ_TRIES = 5;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ApiClient api;
    private final Bearer bearer;
    private final HttpUrl base;
    private final OkHttpClient reads;
    private final OkHttpClient writes;
    private final OkHttpClient streams;

    /** Reads a successful answer's body. */
    @FunctionalInterface
    interface BodyReader<A> {
        A read(java.io.Reader body) throws IOException;
    }

    RestTransport(ApiClient api) {
        this(api, Bearer.NONE);
    }

    /** @param bearer its token is sent instead of what the ApiClient itself brings */
    RestTransport(ApiClient api, Bearer bearer) {
        this.api = api;
        this.bearer = bearer;
        this.base = Objects.requireNonNull(HttpUrl.parse(api.getBasePath()), "The API server's address");
        var shared = api.getHttpClient()
                .newBuilder()
                .connectTimeout(10, TimeUnit.SECONDS)
                .pingInterval(15, TimeUnit.SECONDS)
                .build();
        this.reads = shared.newBuilder()
                .readTimeout(60, TimeUnit.SECONDS)
                .callTimeout(75, TimeUnit.SECONDS)
                .build();
        this.writes = reads.newBuilder().retryOnConnectionFailure(false).build();
        this.streams = shared.newBuilder()
                .readTimeout(WatchStream.LONGEST.plusSeconds(30))
                .build();
    }

    /** An answer without end. */
    record Stream(Call call, Response response) {}

    <A> A read(String path, Map<String, String> query, String accept, BodyReader<A> reader) {
        for (var tries = 1; ; tries++) {
            var request =
                    request("GET", path, query).header("Accept", accept).get().build();
            try (var response = reads.newCall(request).execute()) {
                var wait = askedToWait(response);
                if (wait == null || tries == READ_TRIES) {
                    return answer(response, reader);
                }
                Thread.sleep(wait);
            } catch (IOException e) {
                throw noAnswer(request, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw noAnswer(request, e);
            }
        }
    }

    <A> A write(
            String method,
            String path,
            Map<String, String> query,
            String contentType,
            @Nullable String body,
            BodyReader<A> reader) {
        var content = body == null
                ? null
                : RequestBody.create(body.getBytes(StandardCharsets.UTF_8), MediaType.get(contentType));
        var request = request(method, path, query)
                .header("Accept", JSON)
                .method(method, content)
                .build();
        try (var response = writes.newCall(request).execute()) {
            return answer(response, reader);
        } catch (IOException e) {
            throw noAnswer(request, e);
        }
    }

    /** The caller closes it. */
    Stream stream(String path, Map<String, String> query, String accept) {
        var request = request("GET", path, query).header("Accept", accept).get().build();
        var call = streams.newCall(request);
        try {
            var response = call.execute();
            if (!response.isSuccessful()) {
                try (response) {
                    throw refusal(response);
                }
            }
            return new Stream(call, response);
        } catch (IOException e) {
            throw noAnswer(request, e);
        }
    }

    @Override
    public void close() {
        reads.dispatcher().cancelAll();
        streams.dispatcher().cancelAll();
        reads.connectionPool().evictAll();
        reads.dispatcher().executorService().shutdown();
    }

    private Request.Builder request(String method, String path, Map<String, String> query) {
        var url = base.newBuilder().encodedPath((base.encodedPath() + path).replace("//", "/"));
        query.forEach((name, value) -> {
            if (!value.isEmpty()) {
                url.addQueryParameter(name, value);
            }
        });
        var builder = new Request.Builder().url(url.build()).header("User-Agent", "navarch");
        var token = bearer.token();
        if (token.isEmpty()) {
            authenticate(builder, method, url.build().uri());
        } else {
            builder.header("Authorization", "Bearer " + token);
        }
        W3CTraceContextPropagator.getInstance().inject(Context.current(), builder, TRACE_HEADER);
        return builder;
    }

    /** A token of the kubeconfig, where it has one; certificates are the connection's. */
    private void authenticate(Request.Builder builder, String method, URI uri) {
        var token = api.getAuthentication("BearerToken");
        if (token == null) {
            return;
        }
        try {
            var headers = new HashMap<String, String>();
            token.applyToParams(new ArrayList<>(), headers, new HashMap<>(), "", method, uri);
            headers.forEach(builder::header);
        } catch (io.kubernetes.client.openapi.ApiException e) {
            throw new ApiFailure(0, "", "Cannot authenticate: " + e.getMessage(), e);
        }
    }

    private static @Nullable Duration askedToWait(Response response) {
        var after = response.header("Retry-After");
        if (response.code() != 429 && (response.code() != 503 || after == null)) {
            return null;
        }
        var asked = after != null && after.matches("\\d{1,4}") ? Duration.ofSeconds(Long.parseLong(after)) : null;
        return asked == null ? Duration.ofSeconds(1) : asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    private <A> A answer(Response response, BodyReader<A> reader) throws IOException {
        if (response.code() == UNAUTHORIZED) {
            bearer.refused();
        }
        if (!response.isSuccessful()) {
            throw refusal(response);
        }
        return reader.read(Objects.requireNonNull(response.body()).charStream());
    }

    private static ApiFailure refusal(Response response) throws IOException {
        var text = Objects.requireNonNull(response.body()).string();
        try {
            var status = ModelJson.gson().fromJson(text, V1Status.class);
            if (status != null && status.getMessage() != null) {
                return refusal(response.code(), status);
            }
        } catch (JsonSyntaxException e) {
            // not a Status: the text stands for itself
        }
        return new ApiFailure(response.code(), "", "HTTP " + response.code() + ": " + text.strip(), null);
    }

    static ApiFailure refusal(int code, V1Status status) {
        var details = status.getDetails();
        List<V1StatusCause> causes = details == null || details.getCauses() == null ? List.of() : details.getCauses();
        return new ApiFailure(
                code,
                Objects.requireNonNullElse(status.getReason(), ""),
                Objects.requireNonNullElse(status.getMessage(), ""),
                causes.stream()
                        .map(V1StatusCause::getReason)
                        .filter(Objects::nonNull)
                        .toList(),
                null);
    }

    private static ApiFailure noAnswer(Request request, Exception cause) {
        return new ApiFailure(
                0, "", "No answer to " + request.method() + " " + request.url().encodedPath() + ": " + cause, cause);
    }
}
