package dev.navarch.apiserver.streams;

import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.streams.UpgradeClient.Outcome;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Exec, attach and port-forward. A client that speaks SPDY is joined to the agent byte by byte; one that speaks WebSocket is
 * translated. The agent is asked first, so that what it refuses is still answered as HTTP.
 */
public final class StreamHandler implements SubresourceHandler {
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final Duration UPGRADE_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_MESSAGE = 32 << 20;
    private static final String WEBSOCKET_PROTOCOL = "Sec-WebSocket-Protocol";

    private final ObjectReader objects;
    private final AgentUpgrade agents;

    public StreamHandler(ObjectReader objects, AgentTls tls) {
        this.objects = objects;
        this.agents = new AgentUpgrade(tls);
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(new Endpoint(PODS, "exec"), new Endpoint(PODS, "attach"), new Endpoint(PODS, "portforward"));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        var action = Action.of(request.info().subresource());
        var target = action == Action.PORT_FORWARD
                ? PodTarget.wholePod(objects, request)
                : PodTarget.container(objects, request);
        var agent = target.requireAgent();
        var upgrade = request.header("Upgrade");
        if (upgrade == null) throw StatusException.badRequest("Upgrade request required");
        var path = target.path(action.path()) + query(action, request);
        return "websocket".equalsIgnoreCase(upgrade)
                ? action == Action.PORT_FORWARD ? tunnel(request, agent, path) : translate(request, agent, path)
                : join(request, agent, path);
    }

    private enum Action {
        EXEC("exec"),
        ATTACH("attach"),
        PORT_FORWARD("portForward");

        private final String path;

        Action(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }

        static Action of(String subresource) {
            return switch (subresource) {
                case "exec" -> EXEC;
                case "attach" -> ATTACH;
                default -> PORT_FORWARD;
            };
        }
    }

    private static String query(Action action, ApiRequest request) {
        var query = new QueryText();
        if (action == Action.PORT_FORWARD) return "";
        var streams = ExecStreams.of(request);
        if (streams.none()) throw StatusException.badRequest("you must specify at least 1 of stdin, stdout, stderr");
        if (action == Action.EXEC) {
            var command = request.query().getOrDefault("command", List.of());
            if (command.isEmpty()) throw StatusException.badRequest("you must specify a command");
            command.forEach(word -> query.add("command", word));
        }
        streams.addTo(query);
        return query.toString();
    }

    /** SPDY to SPDY. */
    private ApiResponse join(ApiRequest request, AgentAddress agent, String path) {
        var client = ClientTakeover.channel(request.exchange().getResponse());
        var offered = request.headers().getOrEmpty(AgentUpgrade.STREAM_PROTOCOL);
        var upgraded = open(client, agent, path, offered);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Connection", "Upgrade");
        headers.put("Upgrade", AgentUpgrade.SPDY);
        var chosen = upgraded.headers().get(AgentUpgrade.STREAM_PROTOCOL);
        if (chosen != null) headers.put(AgentUpgrade.STREAM_PROTOCOL, chosen);
        return UpgradeRelay.joined(client, headers, upgraded);
    }

    /** WebSocket channels to SPDY streams. */
    private ApiResponse translate(ApiRequest request, AgentAddress agent, String path) {
        var subprotocol = Subprotocol.choose(request.headers().getOrEmpty(WEBSOCKET_PROTOCOL));
        if (subprotocol == null) throw noCommonProtocol(request);
        var client = ClientTakeover.channel(request.exchange().getResponse());
        var upgraded = open(client, agent, path, List.of(SpdyExecClient.PROTOCOL));
        var answer = WebSocketAnswer.headers(webSocketKey(request), subprotocol.name());
        return new ApiResponse.Takeover(_ -> ClientTakeover.onEventLoop(client, () -> {
            var session = new ExecSession(subprotocol, ExecStreams.of(request), client, upgraded.channel());
            var closed = ClientTakeover.take(client, answer, webSocket(upgraded.channel(), session));
            upgraded.channel()
                    .pipeline()
                    .addLast(new Throttle(client))
                    .addLast(new SpdyFrameCodec(SpdyVersion.SPDY_3_1))
                    .addLast(session.agent());
            upgraded.begin();
            session.start();
            return closed;
        }));
    }

    /** SPDY in WebSocket messages to SPDY. */
    private ApiResponse tunnel(ApiRequest request, AgentAddress agent, String path) {
        if (!Subprotocol.offered(request.headers().getOrEmpty(WEBSOCKET_PROTOCOL))
                .contains(TunnelSession.SUBPROTOCOL)) throw noCommonProtocol(request);
        var client = ClientTakeover.channel(request.exchange().getResponse());
        var upgraded = open(client, agent, path, List.of("portforward.k8s.io"));
        var answer = WebSocketAnswer.headers(webSocketKey(request), TunnelSession.SUBPROTOCOL);
        return new ApiResponse.Takeover(_ -> ClientTakeover.onEventLoop(client, () -> {
            var session = new TunnelSession(upgraded.channel());
            var closed = ClientTakeover.take(client, answer, webSocket(upgraded.channel(), session));
            upgraded.channel().pipeline().addLast(new Throttle(client)).addLast(new TunnelSession.FromAgent(client));
            upgraded.begin();
            return closed;
        }));
    }

    private static List<ChannelHandler> webSocket(Channel agent, ChannelHandler session) {
        var config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(MAX_MESSAGE)
                .build();
        var handlers = new ArrayList<ChannelHandler>();
        handlers.add(new IdleEnd());
        handlers.add(new Throttle(agent));
        handlers.add(new WebSocket13FrameDecoder(config));
        handlers.add(new WebSocket13FrameEncoder(false));
        handlers.add(new WebSocketFrameAggregator(MAX_MESSAGE));
        handlers.add(session);
        return handlers;
    }

    private Outcome.Upgraded open(Channel client, AgentAddress agent, String path, List<String> protocols) {
        try {
            var outcome =
                    agents.open(client, agent, path, protocols).get(UPGRADE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return switch (outcome) {
                case Outcome.Upgraded upgraded -> {
                    // Whatever becomes of the client, its agent's end does not outlive it.
                    client.closeFuture().addListener(_ -> upgraded.channel().close());
                    yield upgraded;
                }
                case Outcome.Refused refused ->
                    throw AgentRefusal.of(refused.status(), new String(refused.body(), StandardCharsets.UTF_8));
            };
        } catch (ExecutionException e) {
            throw StatusException.internal("error dialing backend: "
                    + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw StatusException.internal(
                    "error dialing backend: no answer from " + agent + " within " + UPGRADE_TIMEOUT.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StatusException.internal("interrupted while dialing backend");
        }
    }

    private static String webSocketKey(ApiRequest request) {
        var key = request.header("Sec-WebSocket-Key");
        if (key == null || !"13".equals(request.header("Sec-WebSocket-Version")))
            throw StatusException.badRequest("not a WebSocket handshake of version 13");
        return key;
    }

    private static StatusException noCommonProtocol(ApiRequest request) {
        return new StatusException(new Status(
                400,
                "BadRequest",
                "unable to upgrade: unable to negotiate protocol: client supports "
                        + Subprotocol.offered(request.headers().getOrEmpty(WEBSOCKET_PROTOCOL)),
                null));
    }
}
