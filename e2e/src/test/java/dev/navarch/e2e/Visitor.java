package dev.navarch.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Asks for a page over and over, as somebody would who reloads it: who is refused tries again, and gives up the third time. */
final class Visitor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest page;
    private final String expected;
    private final AtomicInteger visits = new AtomicInteger();
    private final List<String> disappointments = new CopyOnWriteArrayList<>();
    private @Nullable Thread thread;

    Visitor(String url, String expected) {
        this.page = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        this.expected = expected;
    }

    boolean isServed() throws InterruptedException {
        return complaint() == null;
    }

    void visitAllTheTime() {
        thread = Thread.ofVirtual().name("visitor").start(this::visit);
    }

    /** Waits until the page was asked for that many times more. */
    void awaitMoreVisits(int more) {
        var wanted = visits.get() + more;
        await().atMost(Duration.ofMinutes(3)).until(() -> visits.get() >= wanted);
    }

    /** What was answered to those who gave up. */
    List<String> disappointments() {
        return List.copyOf(disappointments);
    }

    @Override
    public void close() {
        if (thread != null) thread.interrupt();
        client.close();
    }

    private void visit() {
        try {
            while (true) {
                var complaint = complaint();
                for (var attempt = 2; attempt <= ATTEMPTS && complaint != null; attempt++) complaint = complaint();
                if (complaint != null) disappointments.add(complaint);
                visits.incrementAndGet();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String complaint() throws InterruptedException {
        try {
            var answer = client.send(page, BodyHandlers.ofString());
            return answer.body().contains(expected) ? null : answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
