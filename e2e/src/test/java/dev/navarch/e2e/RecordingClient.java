package dev.navarch.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates, updates and deletes ConfigMaps of its own, one request at a time, and remembers what each name may hold by the answers:
 * one value, or after an unknown outcome either of two; such a name is left alone from then on.
 */
final class RecordingClient implements Runnable {
    static final String ABSENT = "";

    private static final int NAMES = 20;
    private static final int ROUNDS = 100_000;
    private static final long PAUSE_MILLIS = 10;

    private final ApiClient api;
    private final String path;
    private final String prefix;
    private final Random random;
    private final Sightings sightings;
    private final Map<String, Set<String>> possible = new HashMap<>();
    private final List<String> open = new ArrayList<>();
    private int names;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private volatile boolean stopped;

    RecordingClient(ApiClient api, String path, String prefix, long seed, Sightings sightings) {
        this.api = api;
        this.path = path;
        this.prefix = prefix;
        this.random = new Random(seed);
        this.sightings = sightings;
    }

    void stop() {
        stopped = true;
    }

    int answered() {
        return answered.get();
    }

    int unknown() {
        return unknown.get();
    }

    /** To be read when it has ended. */
    Map<String, Set<String>> possible() {
        return possible;
    }

    @Override
    public void run() {
        for (var round = 0; round < ROUNDS && !stopped; round++) {
            while (open.size() < NAMES) open.add(newName());
            act(open.get(random.nextInt(open.size())), Integer.toString(round));
            pause();
        }
    }

    private String newName() {
        var name = prefix + names++;
        possible.put(name, Set.of(ABSENT));
        return name;
    }

    private void act(String name, String value) {
        if (Set.of(ABSENT).equals(possible.get(name))) attempt("POST", "", name, value);
        else if (random.nextInt(3) > 0) attempt("PUT", "/" + name, name, value);
        else attempt("DELETE", "/" + name, name, ABSENT);
    }

    private void attempt(String verb, String suffix, String name, String value) {
        var body = value.equals(ABSENT)
                ? ""
                : "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"},\"data\":{\"v\":\"%s\"}}"
                        .formatted(name, value);
        try {
            var answer = api.send(verb, path + suffix, body);
            if (answer.succeeded()) done(name, value, answer);
            else if (answer.code() >= 500 || answer.code() == 429) unsure(name, value);
            else sightings.violation(verb + " of " + name + ", which holds " + possible.get(name) + ": " + answer);
        } catch (ConnectException unsent) {
            // Nobody has seen the request: the name holds what it held.
        } catch (IOException | RuntimeException broken) {
            unsure(name, value);
        }
    }

    private void done(String name, String value, ApiClient.Answer answer) {
        answered.incrementAndGet();
        possible.put(name, Set.of(value));
        if (answer.body().path("kind").asString().equals("ConfigMap")) sightings.see(answer.body());
    }

    private void unsure(String name, String value) {
        unknown.incrementAndGet();
        possible.merge(name, Set.of(value), RecordingClient::either);
        open.remove(name);
    }

    /** Writes are to be there when something dies, not to keep a small machine from bringing it back. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> either(Set<String> before, Set<String> after) {
        var both = new HashSet<>(before);
        both.addAll(after);
        return Set.copyOf(both);
    }
}
