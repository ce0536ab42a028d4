package dev.navarch.apiproxy.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendPoolTest {
    @Test
    void takesTurns() {
        var pool = pool(Balancing.ROUND_ROBIN);
        assertThat(Stream.generate(() -> first(pool)).limit(4)).containsExactly("a:1", "b:1", "c:1", "a:1");
    }

    @Test
    void prefersTheOneWithTheFewestConnections() {
        var pool = pool(Balancing.LEAST_CONNECTIONS);
        pool.backends().get(0).opened();
        pool.backends().get(2).opened();
        assertThat(Stream.generate(() -> first(pool)).limit(3)).containsOnly("b:1");
    }

    @Test
    void triesTheUnhealthyOnesLast() {
        var pool = pool(Balancing.ROUND_ROBIN);
        pool.backends().getFirst().found(false);
        assertThat(pool.candidates()).hasSize(3);
        for (var round = 0; round < 3; round++)
            assertThat(pool.candidates().getLast().address()).hasToString("a:1");
    }

    @ParameterizedTest
    @CsvSource({"api-1:6443, api-1, 6443", "'[::1]:80', ::1, 80"})
    void readsHostAndPort(String text, String host, int port) {
        assertThat(HostAndPort.parse(text))
                .isEqualTo(new HostAndPort(host, port))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-1", ":6443", "api-1:", "api-1:https", ""})
    void refusesWhatIsNoHostAndPort(String text) {
        assertThatThrownBy(() -> HostAndPort.parse(text)).hasMessageContaining("host:port");
    }

    private static BackendPool pool(Balancing balancing) {
        return new BackendPool(
                Stream.of("a:1", "b:1", "c:1").map(HostAndPort::parse).toList(), balancing);
    }

    private static String first(BackendPool pool) {
        return pool.candidates().getFirst().address().toString();
    }

    @Test
    void wantsABackend() {
        assertThatThrownBy(() -> new BackendPool(List.of(), Balancing.ROUND_ROBIN))
                .hasMessageContaining("no backend");
    }
}
