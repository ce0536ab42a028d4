package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.relay.HttpRelay;
import dev.navarch.apiserver.relay.Peer;
import dev.navarch.apiserver.relay.UnreachableException;
import dev.navarch.apiserver.request.UserInfo;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Speaks to aggregated API servers as the front proxy. */
public final class AggregatedServers {
    private final FrontProxyTls tls;

    public AggregatedServers(FrontProxyTls tls) {
        this.tls = tls;
    }

    /**
     * Blocks until the answer's head is there.
     *
     * @param user who asks
     * @throws UnreachableException when it does not come in time
     */
    HttpRelay.Answer ask(
            AggregatedVersion version,
            InetSocketAddress endpoint,
            UserInfo user,
            HttpRelay.Question question,
            Duration patience) {
        FrontProxyHeaders.identify(question.headers(), user);
        return HttpRelay.ask(peer(version, endpoint), question, patience);
    }

    private Peer peer(AggregatedVersion version, InetSocketAddress endpoint) {
        try {
            return new Peer(endpoint, version.hostName(), version.hostName(), tls.towards(version));
        } catch (SSLException unusable) {
            throw new UnreachableException(unusable);
        }
    }
}
