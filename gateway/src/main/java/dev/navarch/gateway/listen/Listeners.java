package dev.navarch.gateway.listen;

import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** The two ports that clients connect to: one for HTTP/1.1 in the clear, one for HTTP/2 and HTTP/1.1 over TLS. */
public final class Listeners implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Listeners.class);
    private static final int HEADER_BYTES = 32 * 1024;
    private static final int STREAMS = 128;
    private static final int OFF = 0;
    private static final int ANY = -1;

    private final Settings settings;
    private final HttpHandler handler;
    private final SniCertificates certificates;
    private final LoopResources loops;
    private volatile @Nullable DisposableServer http;
    private volatile @Nullable DisposableServer https;

    /**
     * @param httpPort 0 for none, as with {@code httpsPort}; -1 for any free one
     * @param idle how long a connection may rest
     * @param drain how long requests may go on when this stops
     */
    public record Settings(String bindAddress, int httpPort, int httpsPort, Duration idle, Duration drain) {}

    public Listeners(Settings settings, HttpHandler handler, SniCertificates certificates, LoopResources loops) {
        this.settings = settings;
        this.handler = handler;
        this.certificates = certificates;
        this.loops = loops;
    }

    public void start() {
        if (settings.httpPort() != OFF)
            http = server(settings.httpPort()).protocol(HttpProtocol.HTTP11).bindNow();
        if (settings.httpsPort() != OFF)
            https = secured(server(settings.httpsPort())).bindNow();
        log.info("Listening address={} http={} https={}", settings.bindAddress(), httpPort(), httpsPort());
    }

    /** Whether every port that is wanted is listened on. */
    public boolean isRunning() {
        return (settings.httpPort() == OFF || http != null) && (settings.httpsPort() == OFF || https != null);
    }

    /** 0 while it does not listen. */
    public int httpPort() {
        return port(http);
    }

    public int httpsPort() {
        return port(https);
    }

    /** Takes no more connections, and waits for the requests that are under way. */
    @Override
    public void close() {
        var closing = Stream.of(http, https).flatMap(Stream::ofNullable).toList();
        http = null;
        https = null;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            closing.forEach(server -> threads.submit(() -> drain(server)));
        }
    }

    private void drain(DisposableServer server) {
        try {
            server.disposeNow(settings.drain());
        } catch (IllegalStateException late) {
            log.warn("Requests were cut off port={} after={}", server.port(), settings.drain());
        }
    }

    private HttpServer server(int port) {
        return HttpServer.create()
                .host(settings.bindAddress())
                .port(port == ANY ? 0 : port)
                .runOn(loops)
                .idleTimeout(settings.idle())
                .readTimeout(settings.idle())
                .channelGroup(new DefaultChannelGroup(GlobalEventExecutor.INSTANCE))
                .httpRequestDecoder(
                        decoder -> decoder.maxHeaderSize(HEADER_BYTES).maxInitialLineLength(HEADER_BYTES))
                .handle(new ReactorHttpHandlerAdapter(handler));
    }

    private HttpServer secured(HttpServer server) {
        return server.protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                .http2Settings(limits -> limits.maxConcurrentStreams(STREAMS).maxHeaderListSize(HEADER_BYTES))
                .secure(tls -> tls.sslContext(certificates.fallback()).setSniAsyncMappings(certificates));
    }

    private static int port(@Nullable DisposableServer server) {
        return server == null ? 0 : server.port();
    }
}
