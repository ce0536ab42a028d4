package dev.navarch.nodeagent.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceRangesTest {
    @Test
    void letsEverybodyInWhereNothingIsSaid() {
        assertThat(SourceRanges.of(null)).isEmpty();
        assertThat(SourceRanges.of(List.of())).isEmpty();
    }

    @Test
    void leavesOutWhatAnotherNetworkHolds() {
        assertThat(SourceRanges.of(List.of("10.1.2.3/16", " 10.0.0.0/8", "192.168.1.7/32", "10.0.0.0/8")))
                .containsExactly("10.0.0.0/8", "192.168.1.7/32");
        assertThat(SourceRanges.of(List.of("10.0.0.0/8", "0.0.0.0/0"))).containsExactly("0.0.0.0/0");
    }

    @Test
    void letsNobodyInWhereOnlyIpv6NetworksMay() {
        assertThat(SourceRanges.of(List.of("fd00::/8"))).containsExactly("255.255.255.255/32");
    }
}
