package dev.navarch.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisEndpointTest {
    @Test
    void showsNeitherUserNorPassword() {
        assertThat(new RedisEndpoint("rediss://navarch:secret@redis:6380/2?ca=/etc/ca.crt"))
                .hasToString("rediss://redis:6380/2");
    }

    @Test
    void namesTheAuthorityThatTheUrlDoes() {
        assertThat(new RedisEndpoint("rediss://redis?ca=/etc/ca.crt").certificateAuthority())
                .isEqualTo(Path.of("/etc/ca.crt"));
    }

    @Test
    void hasAnAddressForEachHost() {
        assertThat(new RedisEndpoint("redis://:pw@a:1,b:2,[::1]:3/4").addresses())
                .containsExactly("redis://:pw@a:1/4", "redis://:pw@b:2/4", "redis://:pw@[::1]:3/4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:6379",
                "http://redis",
                "redis:///0",
                "redis://:p@ss@host",
                "redis://host/x",
                "redis://a b"
            })
    void refusesWhatIsNoRedisUrlWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> new RedisEndpoint(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Not a Redis URL")
                .hasMessageNotContaining(url);
    }
}
