package dev.navarch.apiserver.streams;

import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.status.StatusException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** GET pods/NAME/log: the agent's answer, as it comes. */
public final class LogHandler implements SubresourceHandler {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupVersionKind OPTIONS = new GroupVersionKind("", "v1", "PodLogOptions");
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 10_000;
    private static final String TEXT = "text/plain";
    private static final List<String> PASSED_ON = List.of(
            "follow", "previous", "sinceSeconds", "sinceTime", "timestamps", "tailLines", "limitBytes", "stream");

    private final ObjectReader objects;
    private final HttpClient client;

    public LogHandler(ObjectReader objects, AgentTls tls) {
        this.objects = objects;
        this.client = HttpClient.create(ConnectionProvider.newConnection())
                .secure(spec -> spec.sslContext(tls.context()))
                .option(io.netty.channel.ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(new Endpoint(PODS, "log"));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        var errors = validate(request);
        if (!errors.isEmpty())
            throw StatusException.invalid(OPTIONS, request.info().name(), errors);
        var target = PodTarget.container(objects, request);
        var agent = target.agent();
        if (agent == null) return new ApiResponse.Bytes(200, TEXT, new byte[0]);
        var query = new QueryText();
        for (var option : PASSED_ON) {
            var value = request.parameter(option);
            if (!value.isEmpty()) query.add(option, value);
        }
        var answer = ask("https://" + agent + target.path("containerLogs") + query);
        return new ApiResponse.Stream(200, TEXT, answer.body());
    }

    private record Answer(Flux<DataBuffer> body) {}

    private Answer ask(String url) {
        try {
            var answer = client.get()
                    .uri(url)
                    .responseConnection(LogHandler::read)
                    .next()
                    .block(ANSWER_TIMEOUT);
            return Objects.requireNonNull(answer);
        } catch (StatusException e) {
            throw e;
        } catch (RuntimeException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw StatusException.internal("Get \"" + url + "\": " + cause.getMessage());
        }
    }

    private static Mono<Answer> read(HttpClientResponse response, Connection connection) {
        var code = response.status().code();
        if (code == 200) return Mono.just(new Answer(body(connection)));
        return connection
                .inbound()
                .receive()
                .aggregate()
                .asString(StandardCharsets.UTF_8)
                .defaultIfEmpty("")
                .doFinally(_ -> connection.dispose())
                .flatMap(text -> Mono.error(AgentRefusal.of(code, text)));
    }

    private static Flux<DataBuffer> body(Connection connection) {
        var buffers = new NettyDataBufferFactory(connection.channel().alloc());
        return connection
                .inbound()
                .receive()
                .map(ByteBuf::retain)
                .<DataBuffer>map(buffers::wrap)
                .doFinally(_ -> connection.dispose());
    }

    private static List<FieldError> validate(ApiRequest request) {
        var errors = new ArrayList<FieldError>();
        atLeast(request, "tailLines", 0, "must be greater than or equal to 0", errors);
        atLeast(request, "limitBytes", 1, "must be greater than 0", errors);
        atLeast(request, "sinceSeconds", 1, "must be greater than 0", errors);
        if (!request.parameter("sinceSeconds").isEmpty()
                && !request.parameter("sinceTime").isEmpty())
            errors.add(FieldError.forbidden(
                    FieldPath.of("sinceSeconds"), "at most one of `sinceTime` or `sinceSeconds` may be specified"));
        return errors;
    }

    private static void atLeast(ApiRequest request, String name, long least, String why, List<FieldError> errors) {
        var text = request.parameter(name);
        if (text.isEmpty()) return;
        try {
            var value = Long.parseLong(text);
            if (value < least) errors.add(FieldError.invalid(FieldPath.of(name), value, why));
        } catch (NumberFormatException e) {
            throw StatusException.badRequest("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
    }
}
