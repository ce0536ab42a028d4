package dev.navarch.nodeagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableExpansionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "$(A) | a",
                "x$(A)$(B)y | xaby",
                "$(NONE) | $(NONE)",
                "$$(A) | $(A)",
                "$$$(A) | $a",
                "$(A | $(A",
                "$A | $A",
                "end$ | end$",
                "$() | $()"
            })
    void expands(String text, String expected) {
        assertThat(VariableExpansion.expand(text, Map.of("A", "a", "B", "b"))).isEqualTo(expected);
    }
}
