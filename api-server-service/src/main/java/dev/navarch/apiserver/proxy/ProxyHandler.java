package dev.navarch.apiserver.proxy;

import dev.navarch.apiserver.handlers.SubresourceHandler;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.relay.HttpRelay;
import dev.navarch.apiserver.relay.Peer;
import dev.navarch.apiserver.relay.UnreachableException;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.streams.AgentTls;
import dev.navarch.apiserver.streams.UpgradeRelay;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** Passes requests on to pods, Services and nodes. */
public final class ProxyHandler implements SubresourceHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ProxyBackends backends;

    public ProxyHandler(ObjectReader objects, AgentTls agents) {
        this.backends = new ProxyBackends(objects, agents);
    }

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(
                new Endpoint(ProxyBackends.PODS, "proxy"),
                new Endpoint(ProxyBackends.SERVICES, "proxy"),
                new Endpoint(ProxyBackends.NODES, "proxy"));
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        var info = request.info();
        var uri = request.exchange().getRequest().getURI();
        var path = ProxyPath.of(uri, !info.namespace().isEmpty());
        var backend = backends.find(info);
        var question = question(request, path);
        try {
            if (request.header("Upgrade") != null) return UpgradeRelay.join(request, backend, question, PATIENCE);
            if (path.rest().isEmpty() && Set.of("GET", "HEAD").contains(request.method())) return redirect(path);
            return seenFromOutside(HttpRelay.ask(backend, question, PATIENCE).relayed(), path, backend);
        } catch (UnreachableException broken) {
            throw ProxyBackends.unavailable("error trying to reach service: " + broken.getMessage());
        }
    }

    private static HttpRelay.Question question(ApiRequest request, ProxyPath path) {
        var question = HttpRelay.Question.of(request, path.target());
        var host = request.header(HttpHeaders.HOST);
        question.headers()
                .set("X-Forwarded-Uri", path.prefix() + path.rest())
                .set("X-Forwarded-Host", host == null ? "" : host)
                .set("X-Forwarded-Proto", "https");
        return question;
    }

    private static ApiResponse redirect(ProxyPath path) {
        return new ApiResponse.Bytes(
                301, "text/plain; charset=utf-8", new byte[0], Map.of(HttpHeaders.LOCATION, path.withSlash()));
    }

    private static ApiResponse seenFromOutside(ApiResponse.Relayed answer, ProxyPath path, Peer backend) {
        var location = answer.headers().getFirst(HttpHeaders.LOCATION);
        if (location != null) answer.headers().set(HttpHeaders.LOCATION, path.outside(location, backend.origin()));
        return answer;
    }
}
