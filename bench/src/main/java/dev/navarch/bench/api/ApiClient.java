package dev.navarch.bench.api;

import dev.navarch.bench.measure.Recorder;
import dev.navarch.bench.measure.Round;
import dev.navarch.pki.Kubeconfig;
import dev.navarch.pki.Pem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The driver: many requests in flight over TLS on few threads, so that most of the machine is the server's. */
public final class ApiClient implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ApiClient.class);
    private static final int FILLING_AT_ONCE = 64;
    private static final int CONNECTIONS = 64;
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration WHOLE = Duration.ofMinutes(5);

    private final ConnectionProvider connections;
    private final HttpClient http;

    private ApiClient(Kubeconfig target, HttpProtocol protocol, SslContext context) {
        connections = ConnectionProvider.builder("bench")
                .maxConnections(CONNECTIONS)
                .pendingAcquireMaxCount(-1)
                .build();
        http = HttpClient.create(connections)
                .protocol(protocol)
                .baseUrl(target.server())
                .responseTimeout(ANSWER)
                .secure(tls -> tls.sslContext(context));
    }

    public static ApiClient http2(Kubeconfig target) throws SSLException {
        var tls = Http2SslContextSpec.forClient().configure(context -> identify(context, target));
        return new ApiClient(target, HttpProtocol.H2, tls.sslContext());
    }

    /** For big answers: each has its connection, and no flow control but TCP's. */
    public static ApiClient http11(Kubeconfig target) throws SSLException {
        var tls = Http11SslContextSpec.forClient().configure(context -> identify(context, target));
        return new ApiClient(target, HttpProtocol.HTTP11, tls.sslContext());
    }

    private static void identify(SslContextBuilder context, Kubeconfig target) {
        context.trustManager(Pem.certificate(target.certificateAuthority()));
        if (target.clientKey().isEmpty()) return;
        context.keyManager(Pem.privateKey(target.clientKey()), Pem.certificate(target.clientCertificate()));
    }

    /** A request as often as it can be answered, with so many in flight. */
    public Round load(int clients, Duration time, IntFunction<Mono<Long>> request) {
        var recorder = new Recorder();
        var end = System.nanoTime() + time.toNanos();
        Flux.range(0, clients)
                .flatMap(
                        client -> measured(request.apply(client), recorder).repeat(() -> System.nanoTime() < end),
                        clients)
                .then()
                .block(time.plus(WHOLE));
        return recorder.finish();
    }

    private static Mono<Long> measured(Mono<Long> request, Recorder recorder) {
        return Mono.defer(() -> {
            var started = System.nanoTime();
            return request.doOnNext(bytes -> recorder.done(started, bytes));
        });
    }

    /** @return the answer's length; anything but a success is an error */
    public Mono<Long> get(String path, String accept) {
        return http.headers(headers -> headers.set("Accept", accept))
                .get()
                .uri(path)
                .response((response, content) -> {
                    expectSuccess(path, response.status().code());
                    return content.map(part -> (long) part.readableBytes()).reduce(0L, Long::sum);
                })
                .single();
    }

    public byte[] body(String path, String accept) {
        var body = http.headers(headers -> headers.set("Accept", accept))
                .get()
                .uri(path)
                .responseSingle((response, content) -> {
                    expectSuccess(path, response.status().code());
                    return content.asByteArray();
                })
                .block(ANSWER);
        if (body == null) throw new IllegalStateException(path + " has no content");
        return body;
    }

    public Mono<Long> send(HttpMethod method, String path, String json) {
        return http.headers(headers -> headers.set("Content-Type", "application/json"))
                .request(method)
                .uri(path)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(json.getBytes(StandardCharsets.UTF_8))))
                .response((response, content) -> {
                    expectSuccess(method + " " + path, response.status().code());
                    return content.map(part -> (long) part.readableBytes()).reduce(0L, Long::sum);
                })
                .single();
    }

    /** A long answer, part by part; {@code began} is called once its head is there. The buffers are released by reactor-netty. */
    Flux<ByteBuf> stream(String path, Runnable began) {
        return http.responseTimeout(WHOLE).get().uri(path).response((response, content) -> {
            expectSuccess(path, response.status().code());
            began.run();
            return content;
        });
    }

    /** Counts what appears in a watch until the subscription is disposed of. Returns once the watch is open. */
    public Disposable watch(String path, AddedEvents events) throws InterruptedException {
        var open = new CountDownLatch(1);
        var watch =
                stream(path, open::countDown).subscribe(events::feed, failure -> log.warn("The watch ended", failure));
        if (open.await(ANSWER.toSeconds(), TimeUnit.SECONDS)) return watch;
        watch.dispose();
        throw new IllegalStateException(path + " does not open");
    }

    public void createAll(String path, int count, IntFunction<String> objects) {
        Flux.range(0, count)
                .flatMap(i -> send(HttpMethod.POST, path, objects.apply(i)), FILLING_AT_ONCE)
                .then()
                .block(WHOLE);
    }

    private static void expectSuccess(String what, int code) {
        if (code / 100 != 2) throw new IllegalStateException(what + " was answered with " + code);
    }

    @Override
    public void close() {
        connections.disposeLater().block(ANSWER);
    }
}
