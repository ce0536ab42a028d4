package dev.navarch.admin.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AddressInNameResolverTest {
    @Test
    void aNameBeginsWithItsAddress() throws UnknownHostException {
        assertThat(AddressInNameResolver.address("10-89-1-1.dns.navarch-system.svc")
                        .getHostAddress())
                .isEqualTo("10.89.1.1");
    }

    @Test
    void noOtherNameIsLookedUp() {
        assertThatThrownBy(() -> AddressInNameResolver.address("localhost")).isInstanceOf(UnknownHostException.class);
    }
}
