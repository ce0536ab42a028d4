package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.relay.HttpRelay;
import dev.navarch.apiserver.relay.UnreachableException;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.codec.Json;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whether the server of an APIService can be reached and tells what it serves. */
public final class AvailabilityCheck {
    private static final UserInfo AGGREGATOR = new UserInfo("system:kube-aggregator", List.of("system:masters"));
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 4 << 20;

    private final ObjectReader objects;
    private final AggregatedServers servers;
    private final AggregatedVersions versions;

    public AvailabilityCheck(ObjectReader objects, AggregatedServers servers, AggregatedVersions versions) {
        this.objects = objects;
        this.servers = servers;
        this.versions = versions;
    }

    /** Blocks for a few seconds at most. */
    Availability of(JsonNode apiService) {
        var version = AggregatedVersion.of(apiService);
        if (version == null) return Availability.LOCAL;
        return switch (ServiceEndpoint.find(objects, version)) {
            case ServiceEndpoint.Missing(var why) -> why;
            case ServiceEndpoint.Ready(var endpoint) -> discovery(version, endpoint);
        };
    }

    private Availability discovery(AggregatedVersion version, InetSocketAddress endpoint) {
        var url = "https://" + endpoint.getHostString() + ":" + endpoint.getPort() + version.path();
        try {
            var headers = new DefaultHttpHeaders().add("Accept", "application/json");
            var question = new HttpRelay.Question(HttpMethod.GET, version.path(), headers, Flux.empty());
            var answer = servers.ask(version, endpoint, AGGREGATOR, question, PATIENCE);
            var body = read(answer);
            if (answer.code() / 100 != 2) return failed(url, "bad status from " + url + ": " + answer.code());
            versions.discovered(version.version(), Json.readObject(body));
            return Availability.PASSED;
        } catch (UnreachableException | JacksonException | ClassCastException broken) {
            return failed(url, "Get \"" + url + "\": " + broken.getMessage());
        } catch (IllegalStateException late) {
            return failed(url, "Get \"" + url + "\": the answer did not come to its end: " + late.getMessage());
        }
    }

    private static byte[] read(HttpRelay.Answer answer) {
        var joined = DataBufferUtils.join(answer.body(), MAX_BYTES).block(PATIENCE);
        if (joined == null) return new byte[0];
        try (var bytes = joined.asInputStream();
                var all = new ByteArrayOutputStream()) {
            bytes.transferTo(all);
            return all.toByteArray();
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        } finally {
            DataBufferUtils.release(joined);
        }
    }

    private static Availability failed(String url, String why) {
        return Availability.missing("FailedDiscoveryCheck", "failing or missing response from " + url + ": " + why);
    }
}
