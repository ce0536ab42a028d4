package dev.navarch.machinery.quantity;

import dev.navarch.machinery.quantity.Quantity.Notation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sign, digits and a suffix: {@code 1.5Gi}, {@code -100m}, {@code 12e6}. */
final class QuantityParser {
    private static final String SHAPE = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$";
    private static final String WRONG_SHAPE = "quantities must match the regular expression '" + SHAPE + "'";
    private static final String WRONG_SUFFIX = "unable to parse quantity's suffix";
    private static final Pattern NUMBER = Pattern.compile("([+-]?)([0-9]*(?:\\.[0-9]*)?)(.*)", Pattern.DOTALL);
    private static final Pattern SUFFIX = Pattern.compile("[eEinumkKMGTP]*[-+]?[0-9]*");
    private static final Pattern EXPONENT = Pattern.compile("[eE]([-+]?[0-9]{1,9})");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private QuantityParser() {}

    static Quantity parse(String text) {
        if (text.equals("0")) return Quantity.ZERO;
        var parts = NUMBER.matcher(text);
        if (!parts.matches()) throw new QuantityException(WRONG_SHAPE);
        var digits = parts.group(2);
        var suffix = parts.group(3);
        if (digits.isEmpty() || digits.equals(".") || !SUFFIX.matcher(suffix).matches())
            throw new QuantityException(WRONG_SHAPE);
        var quantity = quantity(parts.group(1).equals("-"), new BigDecimal(digits), suffix);
        return AsWritten.isKept(digits, suffix) ? new Quantity(quantity.amount(), quantity.notation(), text) : quantity;
    }

    private static Quantity quantity(boolean negative, BigDecimal digits, String suffix) {
        var exponent = EXPONENT.matcher(suffix);
        var binary = Suffix.BINARY.indexOf(suffix);
        if (binary > 0) return capped(negative, digits.multiply(kibi(binary)), Notation.BINARY_SI);
        if (Suffix.DECIMAL.contains(suffix))
            return capped(negative, digits.scaleByPowerOfTen(Suffix.decimalExponent(suffix)), Notation.DECIMAL_SI);
        if (exponent.matches()) return capped(negative, scaled(digits, exponent), Notation.DECIMAL_EXPONENT);
        throw new QuantityException(WRONG_SUFFIX);
    }

    private static BigDecimal kibi(int power) {
        return BigDecimal.valueOf(1024).pow(power);
    }

    /** Exponents far out of range must not cost memory. */
    private static BigDecimal scaled(BigDecimal digits, Matcher exponent) {
        var power = Integer.parseInt(exponent.group(1));
        if (digits.signum() == 0) return BigDecimal.ZERO;
        return digits.scaleByPowerOfTen(Math.clamp(power, -1000 - digits.precision(), 1000 + digits.scale()));
    }

    private static Quantity capped(boolean negative, BigDecimal magnitude, Notation notation) {
        var rounded = magnitude.scale() > 9 ? magnitude.setScale(9, RoundingMode.UP) : magnitude;
        var amount = rounded.min(LARGEST);
        var shown =
                notation == Notation.BINARY_SI && amount.compareTo(BigDecimal.ONE) < 0 ? Notation.DECIMAL_SI : notation;
        return new Quantity(negative ? amount.negate() : amount, shown);
    }
}
