package dev.navarch.machinery.quantity;

import dev.navarch.machinery.quantity.Quantity.Notation;
import java.util.List;

/** The letters behind an amount. */
final class Suffix {
    /** By power of 1024. */
    static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

    /** By power of 1000, from 10^-9. */
    static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");

    private static final int FIRST_DECIMAL = -9;

    private Suffix() {}

    static String decimal(int exponent, Notation notation) {
        var index = (exponent - FIRST_DECIMAL) / 3;
        if (notation != Notation.DECIMAL_EXPONENT && index < DECIMAL.size()) return DECIMAL.get(index);
        return exponent == 0 ? "" : "e" + exponent;
    }

    static int decimalExponent(String suffix) {
        return FIRST_DECIMAL + 3 * DECIMAL.indexOf(suffix);
    }
}
