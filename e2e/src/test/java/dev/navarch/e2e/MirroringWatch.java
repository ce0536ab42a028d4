package dev.navarch.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists once and then follows the watch, from where it was whenever the connection breaks; it lists anew only when it is told 410.
 * What it holds is {@code name → uid, revision}.
 */
final class MirroringWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 50;
    private static final int GONE = 410;

    private final ApiClient api;
    private final String path;
    private final Sightings sightings;
    private final Map<String, String> objects = new TreeMap<>();
    private final Thread thread;
    private long revision;
    private int lists;
    private int events;
    private volatile boolean closed;

    MirroringWatch(ApiClient api, String path, Sightings sightings) {
        this.api = api;
        this.path = path;
        this.sightings = sightings;
        this.thread = Thread.ofVirtual().name("mirroring-watch").start(this::run);
    }

    static String held(JsonNode object) {
        return object.at("/metadata/uid").asString() + " "
                + object.at("/metadata/resourceVersion").asString();
    }

    synchronized Map<String, String> objects() {
        return Map.copyOf(objects);
    }

    synchronized String summary() {
        return lists + " lists, " + events + " events";
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                if (position() == 0) list();
                else follow();
            } catch (IOException | RuntimeException broken) {
                pause();
            }
        }
    }

    private void list() throws IOException {
        var answer = api.get(path);
        if (!answer.succeeded()) {
            pause();
            return;
        }
        synchronized (this) {
            lists++;
            objects.clear();
            for (var item : answer.body().path("items")) keep(item);
            revision = answer.revision();
        }
    }

    private void follow() throws IOException {
        var answer =
                api.open(path + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=60&resourceVersion=" + position());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (answer.statusCode() == GONE) forget();
            else if (answer.statusCode() != 200) pause();
            else for (var line = lines.readLine(); line != null && !closed; line = lines.readLine()) apply(line);
        }
    }

    private synchronized void apply(String line) {
        var event = JsonMapper.shared().readTree(line);
        var object = event.path("object");
        var type = event.path("type").asString();
        if (type.equals("ERROR")) {
            if (object.path("code").asInt() == GONE) revision = 0;
            return;
        }
        var next = object.at("/metadata/resourceVersion").asLong();
        if (next < revision) sightings.violation("the watch went from revision " + revision + " back to " + line);
        revision = next;
        events++;
        switch (type) {
            case "ADDED", "MODIFIED" -> keep(object);
            case "DELETED" -> objects.remove(object.at("/metadata/name").asString());
            case "BOOKMARK" -> events--;
            default -> sightings.violation("unknown event " + line);
        }
    }

    private void keep(JsonNode object) {
        sightings.see(object);
        objects.put(object.at("/metadata/name").asString(), held(object));
    }

    private synchronized long position() {
        return revision;
    }

    private synchronized void forget() {
        revision = 0;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
