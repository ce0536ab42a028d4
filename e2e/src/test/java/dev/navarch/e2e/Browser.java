package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Chromium without a window, asked over its DevTools protocol. It takes any certificate: other tests verify those. */
final class Browser implements AutoCloseable {
    static final String PROGRAM = "chromium";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RunningProgram chromium;
    private final WebSocket page;
    private final Answers answers = new Answers();
    private final AtomicInteger calls = new AtomicInteger();

    /** Takes whole messages apart, however many pieces they come in. */
    private static final class Answers implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
        private final StringBuilder pieces = new StringBuilder();

        CompletableFuture<JsonNode> to(int call) {
            return pending.computeIfAbsent(call, _ -> new CompletableFuture<>());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                var message = JsonMapper.shared().readTree(pieces.toString());
                pieces.setLength(0);
                var asked =
                        message.has("id") ? pending.remove(message.path("id").asInt()) : null;
                if (asked != null) asked.complete(message);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    /** @param profile a folder that is not there yet */
    Browser(Path profile) {
        chromium = RunningProgram.start(List.of(
                PROGRAM,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--ignore-certificate-errors",
                "--window-size=1280,1000",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank"));
        var port = chromium.awaitPrinted("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/")
                .group(1);
        page = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(URI.create(pageOf(port)), answers)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static String pageOf(String port) {
        var pages = Shell.run(PATIENCE, Map.of(), "", List.of("curl", "-sS", "http://127.0.0.1:" + port + "/json/list"))
                .orFail();
        for (var target : JsonMapper.shared().readTree(pages)) {
            if (target.path("type").asString().equals("page"))
                return target.path("webSocketDebuggerUrl").asString();
        }
        throw new AssertionError("Chromium has no page: " + pages);
    }

    void open(String url) {
        call("Page.navigate", Map.of("url", url));
    }

    /** What the expression is in the page, undefined as the empty text. */
    String evaluate(String expression) {
        return call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
                .path("result")
                .path("value")
                .asString("");
    }

    String text() {
        return evaluate("document.body ? document.body.innerText : ''");
    }

    void awaitText(String... parts) {
        await("the page to say " + String.join(", ", parts))
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(text()).contains(parts));
    }

    void screenshot(Path file) {
        var picture = call("Page.captureScreenshot", Map.of("format", "png"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(picture.path("data").asString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        var call = calls.incrementAndGet();
        var answer = answers.to(call);
        page.sendText(
                        JsonMapper.shared()
                                .writeValueAsString(Map.of("id", call, "method", method, "params", parameters)),
                        true)
                .join();
        var message = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (message.has("error")) throw new AssertionError(method + ": " + message.path("error"));
        return message.path("result");
    }

    @Override
    public void close() {
        page.abort();
        chromium.close();
    }
}
