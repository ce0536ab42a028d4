package dev.navarch.nodeagent.server;

import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.AttachRequest;
import dev.navarch.nodeagent.cri.v1.ExecRequest;
import dev.navarch.nodeagent.cri.v1.PortForwardRequest;
import io.grpc.StatusRuntimeException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Asks the runtime for a place to stream to: {@code /exec|attach/{namespace}/{pod}[/{uid}]/{container}} and {@code
 * /portForward/{namespace}/{pod}[/{uid}]}. The address is good for one connection.
 */
final class StreamTargets {
    private static final int MOST_PARAMETERS = 1024;
    private final PodLookup lookup;
    private final CriClient client;

    StreamTargets(PodLookup lookup, CriClient client) {
        this.lookup = lookup;
        this.client = client;
    }

    static boolean isStream(String uri) {
        return uri.startsWith("/exec/") || uri.startsWith("/attach/") || uri.startsWith("/portForward/");
    }

    /** @throws AgentRequestException where there is none */
    URI open(String uri) {
        // A command may well have a semicolon in it.
        var query = new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MOST_PARAMETERS, true);
        var path = List.of(query.path().substring(1).split("/"));
        try {
            return URI.create(
                    switch (path.getFirst()) {
                        case "exec" -> exec(path, query);
                        case "attach" -> attach(path, query);
                        default -> portForward(path, query);
                    });
        } catch (StatusRuntimeException e) {
            throw new AgentRequestException(CriClient.isNotFound(e) ? 404 : 500, CriClient.message(e));
        }
    }

    private String exec(List<String> path, QueryStringDecoder query) {
        var tty = flag(query, "tty");
        var request = ExecRequest.newBuilder()
                .setContainerId(container(path))
                .addAllCmd(query.parameters().getOrDefault("command", List.of()))
                .setTty(tty)
                .setStdin(flag(query, "input", "stdin"))
                .setStdout(flag(query, "output", "stdout"))
                // A terminal has one stream out; the runtime refuses to be asked for two.
                .setStderr(!tty && flag(query, "error", "stderr"));
        if (request.getCmdCount() == 0) throw new AgentRequestException(400, "you must specify at least 1 command");
        return client.runtime().exec(request.build()).getUrl();
    }

    private String attach(List<String> path, QueryStringDecoder query) {
        var tty = flag(query, "tty");
        var request = AttachRequest.newBuilder()
                .setContainerId(container(path))
                .setTty(tty)
                .setStdin(flag(query, "input", "stdin"))
                .setStdout(flag(query, "output", "stdout"))
                .setStderr(!tty && flag(query, "error", "stderr"))
                .build();
        return client.runtime().attach(request).getUrl();
    }

    private String portForward(List<String> path, QueryStringDecoder query) {
        if (path.size() < 3) throw new AgentRequestException(404, "no such stream");
        var sandbox = lookup.read(path.get(1), path.get(2)).readySandbox();
        if (sandbox == null) throw new AgentRequestException(404, "pod \"" + path.get(2) + "\" has no running sandbox");
        var request = PortForwardRequest.newBuilder().setPodSandboxId(sandbox.id());
        for (var ports : query.parameters().getOrDefault("port", List.of())) {
            for (var port : ports.split(",")) request.addPort(Integer.parseInt(port));
        }
        return client.runtime().portForward(request.build()).getUrl();
    }

    private String container(List<String> path) {
        if (path.size() < 4 || path.size() > 5) throw new AgentRequestException(404, "no such stream");
        return lookup.running(path.get(1), path.get(2), path.getLast()).id();
    }

    private static boolean flag(QueryStringDecoder query, String... names) {
        for (var name : names) {
            var values = query.parameters().get(name);
            if (values != null && !values.isEmpty() && Flags.isSet(values.getFirst())) return true;
        }
        return false;
    }
}
