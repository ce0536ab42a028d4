package dev.navarch.cloud.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressPoolTest {
    private final AddressPool pool = AddressPool.parse(List.of("10.0.0.254-10.0.1.1", "192.0.2.7"));

    @Test
    void givesAddressesInOrderAcrossItsRanges() {
        assertThat(pool.firstExcept(Set.of())).isEqualTo("10.0.0.254");
        assertThat(pool.firstExcept(Set.of("10.0.0.254", "10.0.0.255", "10.0.1.0", "10.0.1.1")))
                .isEqualTo("192.0.2.7");
        assertThat(pool.firstExcept(Set.of("10.0.0.254", "10.0.0.255", "10.0.1.0", "10.0.1.1", "192.0.2.7")))
                .isNull();
    }

    @Test
    void knowsItsOwn() {
        assertThat(pool.contains("10.0.1.0")).isTrue();
        assertThat(pool.contains("10.0.1.2")).isFalse();
        assertThat(pool.contains("")).isFalse();
        assertThat(pool.contains("fd00::1")).isFalse();
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressPool.parse(List.of("10.0.0.9-10.0.0.1")));
        assertThatIllegalArgumentException().isThrownBy(() -> AddressPool.parse(List.of("here")));
    }
}
