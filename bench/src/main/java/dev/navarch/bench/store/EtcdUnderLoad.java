package dev.navarch.bench.store;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.PutOption;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One etcd with its defaults (each commit fsynced), and the create that Kubernetes sends it: absent, then put. */
final class EtcdUnderLoad implements DurableStore {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Process etcd;
    private final Client client;
    private final KV keys;

    EtcdUnderLoad(Path directory) throws IOException, InterruptedException {
        var url = "http://127.0.0.1:" + freePort();
        etcd = start(directory, url, "http://127.0.0.1:" + freePort());
        client = Client.builder().endpoints(url).build();
        keys = client.getKVClient();
        awaitAnswer();
    }

    private static Process start(Path directory, String url, String peerUrl) throws IOException {
        var command = new ProcessBuilder(
                "etcd",
                "--data-dir=" + directory.resolve("etcd"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=default=" + peerUrl);
        command.redirectErrorStream(true);
        command.redirectOutput(directory.resolve("etcd.log").toFile());
        return command.start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws InterruptedException {
        var deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                keys.get(bytes("up")).get(1, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException | TimeoutException e) {
                if (etcd.isAlive() && System.nanoTime() < deadline) Thread.sleep(PAUSE);
                else throw stopped(e);
            }
        }
    }

    private IllegalStateException stopped(Exception why) {
        close();
        return new IllegalStateException("etcd does not answer", why);
    }

    @Override
    public void create(String name, byte[] value) throws Exception {
        var key = bytes("/registry/configmaps/" + name);
        var written = keys.txn()
                .If(new Cmp(key, Cmp.Op.EQUAL, CmpTarget.modRevision(0)))
                .Then(Op.put(key, ByteSequence.from(value), PutOption.DEFAULT))
                .commit()
                .get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        if (!written.isSucceeded()) throw new IllegalStateException(name + " is there already");
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        etcd.destroy();
        try {
            if (!etcd.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) etcd.destroyForcibly();
        } catch (InterruptedException e) {
            etcd.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
