package dev.navarch.apiserver.streams;

import dev.navarch.apiserver.relay.Peer;
import dev.navarch.apiserver.streams.UpgradeClient.Outcome;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks an agent to speak SPDY. */
final class AgentUpgrade {
    static final String SPDY = "SPDY/3.1";
    static final String STREAM_PROTOCOL = "X-Stream-Protocol-Version";

    private final AgentTls tls;

    AgentUpgrade(AgentTls tls) {
        this.tls = tls;
    }

    /** @param near on whose event loop the connection shall live */
    CompletableFuture<Outcome> open(Channel near, AgentAddress agent, String pathAndQuery, List<String> protocols) {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, pathAndQuery);
        request.headers()
                .set(HttpHeaderNames.HOST, agent.toString())
                .set(HttpHeaderNames.CONNECTION, "Upgrade")
                .set(HttpHeaderNames.UPGRADE, SPDY)
                .set(HttpHeaderNames.CONTENT_LENGTH, 0);
        protocols.forEach(protocol -> request.headers().add(STREAM_PROTOCOL, protocol));
        var address = new InetSocketAddress(agent.host(), agent.port());
        return UpgradeClient.open(near, new Peer(address, agent.toString(), null, tls.context()), request);
    }
}
