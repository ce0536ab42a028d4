package dev.navarch.nodeagent.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryPlaceTest {
    @ParameterizedTest(name = "a login for {0} serves {1}: {2}")
    @CsvSource({
        "registry.example, registry.example/a:1, true",
        "https://registry.example/v2/, registry.example/a:1, true",
        "registry.example, other.example/a:1, false",
        "127.0.0.1:50, 127.0.0.1:5000/a:1, false",
        "127.0.0.1:5000, 127.0.0.1:5000/a:1, true",
        "registry.example/team, registry.example/team/a:1, true",
        "registry.example/team, registry.example/teams/a:1, false",
        "*.example, registry.example/a:1, true",
        "*.example, a.registry.example/a:1, false",
        "https://index.docker.io/v1/, nginx, true",
        "https://index.docker.io/v1/, library/nginx:1, true",
        "https://index.docker.io/v1/, localhost/nginx, false",
    })
    void aLoginServesItsOwnPlaceOnly(String key, String image, boolean holds) {
        assertThat(RegistryPlace.holds(RegistryPlace.of(key), image)).isEqualTo(holds);
    }
}
