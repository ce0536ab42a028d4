package dev.navarch.nodeagent.server;

import dev.navarch.nodeagent.log.ContainerLog;
import dev.navarch.nodeagent.log.LogRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** GET /containerLogs/{namespace}/{pod}/{container}. Each reader has a virtual thread, held up by a client that reads slowly. */
final class LogHandler {
    private final PodLookup lookup;
    private final Clock clock;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler scheduler = Schedulers.fromExecutor(threads);

    LogHandler(PodLookup lookup, Clock clock) {
        this.lookup = lookup;
        this.clock = clock;
    }

    Mono<ServerResponse> logs(ServerRequest request) {
        return Mono.fromCallable(() -> open(request))
                .subscribeOn(scheduler)
                .flatMap(body -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_PLAIN)
                        .body(BodyInserters.fromDataBuffers(Flux.from(body))));
    }

    private Publisher<DataBuffer> open(ServerRequest request) {
        var run = lookup.logged(
                request.pathVariable("namespace"),
                request.pathVariable("pod"),
                request.pathVariable("container"),
                flag(request, "previous"));
        var wanted = wanted(request);
        return DataBufferUtils.outputStreamPublisher(
                out -> copy(new ContainerLog(Path.of(run.logPath()), wanted, () -> lookup.isRunning(run), out)),
                DefaultDataBufferFactory.sharedInstance,
                threads);
    }

    private static void copy(ContainerLog log) {
        try {
            log.copy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LogRequest wanted(ServerRequest request) {
        return new LogRequest(
                flag(request, "follow"),
                number(request, "tailLines"),
                since(request),
                flag(request, "timestamps"),
                number(request, "limitBytes"));
    }

    private @Nullable Instant since(ServerRequest request) {
        var seconds = number(request, "sinceSeconds");
        if (seconds != null) return clock.instant().minusSeconds(seconds);
        var time = request.queryParam("sinceTime").orElse("");
        if (time.isEmpty()) return null;
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            throw new AgentRequestException(400, "invalid sinceTime: " + time);
        }
    }

    private static boolean flag(ServerRequest request, String name) {
        return Flags.isSet(request.queryParam(name).orElse(""));
    }

    private static @Nullable Long number(ServerRequest request, String name) {
        var text = request.queryParam(name).orElse("");
        if (text.isEmpty()) return null;
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new AgentRequestException(400, "invalid " + name + ": " + text);
        }
    }
}
