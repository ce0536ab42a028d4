package dev.navarch.apiserver.relay;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SNIHostName;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Speaks to other servers, a connection a request. */
public final class HttpRelay {
    private static final int CONNECT_MILLIS = 5000;
    private static final int MAX_HEAD_BYTES = 1 << 20;

    private HttpRelay() {}

    /** @param target path and query */
    public record Question(HttpMethod method, String target, HttpHeaders headers, Publisher<? extends ByteBuf> body) {
        /** What a client asked, without its credentials. */
        public static Question of(ApiRequest request, String target) {
            var headers = new DefaultHttpHeaders();
            request.headers().forEach((name, values) -> {
                if (PassedHeaders.contain(name)) headers.add(name, values);
            });
            var incoming = request.exchange().getRequest();
            return new Question(
                    HttpMethod.valueOf(request.method()),
                    target,
                    headers,
                    hasBody(request)
                            ? incoming.getBody().map(NettyDataBufferFactory::toByteBuf)
                            : Flux.<ByteBuf>empty());
        }

        private static boolean hasBody(ApiRequest request) {
            return request.headers().getContentLength() > 0 || request.headers().containsHeader("Transfer-Encoding");
        }
    }

    /** @param body as it comes; has to be read or cancelled */
    public record Answer(int code, Iterable<Map.Entry<String, String>> headers, Flux<DataBuffer> body) {
        public ApiResponse.Relayed relayed() {
            var passed = new org.springframework.http.HttpHeaders();
            for (var header : headers)
                if (PassedHeaders.contain(header.getKey())) passed.add(header.getKey(), header.getValue());
            return new ApiResponse.Relayed(code, passed, body);
        }
    }

    /**
     * Blocks until the answer's head is there.
     *
     * @throws UnreachableException when it does not come in time
     */
    public static Answer ask(Peer peer, Question question, Duration patience) {
        try {
            var answer = client(peer)
                    .headers(headers -> headers.add(question.headers()).set(HttpHeaderNames.HOST, peer.host()))
                    .request(question.method())
                    .uri(peer.origin() + question.target())
                    .send((_, outbound) -> outbound.send(question.body()))
                    .responseConnection((response, connection) -> Mono.just(answer(response, connection)))
                    .next()
                    .block(patience);
            return Objects.requireNonNull(answer);
        } catch (RuntimeException failed) {
            throw new UnreachableException(failed);
        }
    }

    private static HttpClient client(Peer peer) {
        var client = HttpClient.create(ConnectionProvider.newConnection())
                .httpResponseDecoder(decoder -> decoder.maxHeaderSize(MAX_HEAD_BYTES))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
        var tls = peer.tls();
        if (tls == null) return client;
        return client.secure(spec -> {
            var secured = spec.sslContext(tls);
            if (peer.serverName() != null) secured.serverNames(new SNIHostName(peer.serverName()));
        });
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
