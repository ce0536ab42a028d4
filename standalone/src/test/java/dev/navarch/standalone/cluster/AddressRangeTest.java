package dev.navarch.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.standalone.command.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"10.244.0.0", "10.300.0.0/16", "10.244.1.0/16", "10.0.0.0/7", "10.0.0.0/25", "fd00::/64", "x"})
    void refusesWhatIsNoNetworkAndNamesTheOption(String text) {
        assertThatThrownBy(() -> AddressRange.parse("--pod-cidr", text, 24))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--pod-cidr " + text);
    }

    @Test
    void knowsWhatOverlapsAndHowManyNodesFit() {
        var pods = AddressRange.parse("", "10.0.0.0/8", 24);
        assertThat(pods.overlaps(AddressRange.parse("", "10.96.0.0/16", 24))).isTrue();
        assertThat(pods.overlaps(AddressRange.parse("", "192.168.0.0/16", 24))).isFalse();
        assertThat(AddressRange.parse("", "10.244.0.0/23", 24).subnets(24)).isEqualTo(2);
        assertThat(AddressRange.parse("", "200.244.0.0/16", 24)).hasToString("200.244.0.0/16");
    }
}
