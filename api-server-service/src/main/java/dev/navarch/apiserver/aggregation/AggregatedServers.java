package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.request.UserInfo;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Speaks to aggregated API servers, a connection a request. */
public final class AggregatedServers {
    private static final int CONNECT_MILLIS = 5000;

    private final FrontProxyTls tls;

    public AggregatedServers(FrontProxyTls tls) {
        this.tls = tls;
    }

    /** @param target path and query */
    record Question(
            HttpMethod method, String target, UserInfo user, HttpHeaders headers, Publisher<? extends ByteBuf> body) {}

    /** @param body as it comes; has to be read or cancelled */
    record Answer(int code, Iterable<Map.Entry<String, String>> headers, Flux<DataBuffer> body) {}

    /**
     * Blocks until the answer's head is there.
     *
     * @throws UnreachableException when it does not come in time
     */
    Answer ask(AggregatedVersion version, InetSocketAddress endpoint, Question question, Duration patience) {
        try {
            var answer = client(version)
                    .headers(headers -> fill(headers, version, question))
                    .request(question.method())
                    .uri("https://" + endpoint.getHostString() + ":" + endpoint.getPort() + question.target())
                    .send((_, outbound) -> outbound.send(question.body()))
                    .responseConnection((response, connection) -> Mono.just(answer(response, connection)))
                    .next()
                    .block(patience);
            return Objects.requireNonNull(answer);
        } catch (SSLException | RuntimeException failed) {
            throw new UnreachableException(failed);
        }
    }

    private HttpClient client(AggregatedVersion version) throws SSLException {
        var context = tls.towards(version);
        return HttpClient.create(ConnectionProvider.newConnection())
                .secure(spec -> spec.sslContext(context).serverNames(new SNIHostName(version.hostName())))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
    }

    private static void fill(HttpHeaders headers, AggregatedVersion version, Question question) {
        headers.add(question.headers());
        headers.set(HttpHeaderNames.HOST, version.hostName());
        FrontProxyHeaders.identify(headers, question.user());
    }

    private static Answer answer(HttpClientResponse response, Connection connection) {
        var buffers = new NettyDataBufferFactory(connection.channel().alloc());
        var body = connection
                .inbound()
                .receive()
                .map(ByteBuf::retain)
                .<DataBuffer>map(buffers::wrap)
                .doFinally(_ -> connection.dispose());
        return new Answer(response.status().code(), response.responseHeaders(), body);
    }
}
