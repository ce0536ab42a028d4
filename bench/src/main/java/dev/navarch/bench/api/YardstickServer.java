package dev.navarch.bench.api;

import dev.navarch.pki.Pem;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;

/** The yardstick: a bare reactor-netty server over TLS in a process of its own, which answers each GET with the bytes of one file. */
final class YardstickServer {
    private final byte[] body;

    private YardstickServer(byte[] body) {
        this.body = body;
    }

    /** Arguments: folder with body, key.pem and certificate.pem. Prints its port, ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var key = Pem.privateKey(Files.readString(folder.resolve("key.pem")));
        var certificate = new X509Certificate[] {Pem.certificate(Files.readString(folder.resolve("certificate.pem")))};
        var yardstick = new YardstickServer(Files.readAllBytes(folder.resolve("body")));
        var context = Http2SslContextSpec.forServer(key, certificate).sslContext();
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                .secure(tls -> tls.sslContext(context))
                .route(yardstick::routes)
                .bindNow();
        System.out.println(server.port());
        System.in.readAllBytes();
        server.disposeNow();
    }

    private void routes(HttpServerRoutes routes) {
        routes.get(
                "/body",
                (request, response) -> response.header("Content-Type", "application/json")
                        .header("Content-Length", String.valueOf(body.length))
                        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body))));
        routes.post(
                "/body",
                (request, response) ->
                        request.receive().then(response.status(200).send()));
    }
}
