package dev.navarch.apiserver.request;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** What goes back. */
public sealed interface ApiResponse {
    int code();

    /** An object, written in whatever form the client accepts (JSON, YAML, protobuf, Table, metadata only). */
    @SuppressWarnings("AvoidCommonTypeNames")
    record Object(int code, ObjectNode object) implements ApiResponse {}

    /** Written as it is. */
    @SuppressWarnings({"ArrayRecordComponent", "AvoidCommonTypeNames"})
    record Bytes(int code, String contentType, byte[] body, Map<String, String> headers) implements ApiResponse {
        public Bytes(int code, String contentType, byte[] body) {
            this(code, contentType, body, Map.of());
        }
    }

    /** As {@link Bytes}, where the whole is too much for one array. */
    record Pieces(int code, String contentType, List<ByteBuffer> body) implements ApiResponse {
        public Pieces {
            body = List.copyOf(body);
        }
    }

    /** Written piece by piece, each flushed at once. */
    record Stream(int code, String contentType, Publisher<DataBuffer> body) implements ApiResponse {}

    /** Another server's answer, passed on as it comes. */
    record Relayed(int code, HttpHeaders headers, Publisher<DataBuffer> body) implements ApiResponse {}

    /** The handler answers by itself on the event loop: upgrades and proxies. */
    record Takeover(Function<ServerWebExchange, Mono<Void>> writer) implements ApiResponse {
        @Override
        public int code() {
            return 101;
        }
    }
}
