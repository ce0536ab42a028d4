package dev.navarch.machinery.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0m, 0",
        "0Ki, 0",
        "1000m, 1",
        "0.5, 500m",
        "1.5, 1500m",
        "1.5Gi, 1536Mi",
        "1024Ki, 1Mi",
        "1000Ki, 1000Ki",
        "1023, 1023",
        "12e6, 12e6",
        "1E3, 1E3",
        "1000e3, 1e6",
        "1e-3, 1e-3",
        "100000000, 100M",
        "1234567890, 1234567890",
        "0.1n, 1n",
        "1.0000000001, 1000000001n",
        "-100m, -100m",
        "-0.0000000001, -1n",
        "0.5Ki, 512",
        "0.0001Ki, 102400u",
        "8Ei, 9223372036854775807",
        "1T, 1T",
        "5000G, 5T",
        ".5, 500m",
        "5., 5."
    })
    void printsTheCanonicalForm(String text, String canonical) {
        assertThat(Quantity.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "1.2.3", "--1", "1 Gi", "Ki", ".", "+", "1GiB", "1,5", "1$"})
    void refusesWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> Quantity.parse(text))
                .isInstanceOf(QuantityException.class)
                .hasMessageStartingWith("quantities must match the regular expression");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1ki", "1e", "1KK", "1mi", "1Gm", "1E+"})
    void refusesUnknownSuffixes(String text) {
        assertThatThrownBy(() -> Quantity.parse(text)).isInstanceOf(QuantityException.class);
    }

    @Test
    void comparesAmountsNotNotations() {
        assertThat(Quantity.parse("1Gi")).isEqualTo(Quantity.parse("1024Mi")).isGreaterThan(Quantity.parse("1G"));
        assertThat(Quantity.parse("1")).hasSameHashCodeAs(Quantity.parse("1000m"));
    }

    @Test
    void roundsUp() {
        assertThat(Quantity.parse("1m").value()).isEqualTo(1);
        assertThat(Quantity.parse("1u").milliValue()).isEqualTo(1);
        assertThat(Quantity.parse("-1.5").value()).isEqualTo(-2);
        assertThat(Quantity.parse("9e30").value()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void keepsTheNotationOfTheFirstThatIsNotZero() {
        assertThat(Quantity.ZERO.add(Quantity.parse("1Gi"))).hasToString("1Gi");
        assertThat(Quantity.parse("1Gi").add(Quantity.parse("1G"))).hasToString("2073741824");
        assertThat(Quantity.parse("500m").add(Quantity.parse("500m"))).hasToString("1");
        assertThat(Quantity.parse("1").subtract(Quantity.parse("1500m"))).hasToString("-500m");
    }

    @Test
    void readsWhatItPrints() {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
            for (var suffix : List.of("n", "u", "m", "", "k", "M", "G", "Ki", "Mi", "Gi", "e3", "e-6")) {
                var quantity = Quantity.parse(random.nextInt(-100_000, 100_000) + suffix);
                var again = Quantity.parse(quantity.toString());
                assertThat(again).isEqualTo(quantity).hasToString(quantity.toString());
            }
    }

    @Test
    void survivesAbsurdExponents() {
        assertThat(Quantity.parse("1e-999999999").amount()).isEqualByComparingTo(new BigDecimal("1e-9"));
        assertThat(Quantity.parse("1e999999999").value()).isEqualTo(Long.MAX_VALUE);
    }
}
