package dev.navarch.nodeagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsSettingsTest {
    @TempDir
    Path directory;

    private Path nodes = Path.of("");

    @BeforeEach
    void aNodeThatIsAPodItself() throws IOException {
        nodes = Files.writeString(directory.resolve("resolv.conf"), """
                nameserver 10.96.0.10
                search outer.svc.cluster.local svc.cluster.local cluster.local example.net
                """);
    }

    @Test
    void searchesTheClusterFirstThenWhatTheNodeDoesAndNothingTwice() {
        var dns = new DnsSettings(List.of("10.112.0.10"), "cluster.local", nodes).of(pod("ClusterFirst"));

        assertThat(dns.getServersList()).containsExactly("10.112.0.10");
        assertThat(dns.getSearchesList())
                .containsExactly(
                        "default.svc.cluster.local",
                        "svc.cluster.local",
                        "cluster.local",
                        "outer.svc.cluster.local",
                        "example.net");
    }

    @Test
    void asksAsTheNodeDoesWhereThePodWantsThat() {
        var dns = new DnsSettings(List.of("10.112.0.10"), "cluster.local", nodes).of(pod("Default"));

        assertThat(dns.getServersList()).containsExactly("10.96.0.10");
        assertThat(dns.getSearchesList()).startsWith("outer.svc.cluster.local");
    }

    private static V1Pod pod(String dnsPolicy) {
        return new V1Pod()
                .metadata(new V1ObjectMeta().namespace("default").name("web"))
                .spec(new V1PodSpec().dnsPolicy(dnsPolicy));
    }
}
