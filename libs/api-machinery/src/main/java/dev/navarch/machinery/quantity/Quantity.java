package dev.navarch.machinery.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A fixed-point amount and the notation it prefers. Finer than nano is rounded up, away from zero. Quantities are equal when
 * their amounts are, whatever the notation.
 */
public final class Quantity implements Comparable<Quantity> {
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Notation.DECIMAL_SI);

    private static final int NANO = 9;
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    /** How the amount is printed. */
    public enum Notation {
        /** {@code 100m}, {@code 2G}. */
        DECIMAL_SI,
        /** {@code 2Gi}. */
        BINARY_SI,
        /** {@code 2e9}. */
        DECIMAL_EXPONENT
    }

    private final BigDecimal amount;
    private final Notation notation;
    private final @Nullable String text;

    Quantity(BigDecimal amount, Notation notation) {
        this(amount, notation, null);
    }

    /** @param text what to print; null for the canonical form */
    Quantity(BigDecimal amount, Notation notation, @Nullable String text) {
        this.amount = amount.scale() > NANO ? amount.setScale(NANO, RoundingMode.UP) : amount;
        this.notation = notation;
        this.text = text;
    }

    /** @throws QuantityException when the text is none */
    public static Quantity parse(String text) {
        return QuantityParser.parse(text);
    }

    /** Null when the text is no quantity. */
    public static @Nullable Quantity find(String text) {
        try {
            return parse(text);
        } catch (QuantityException _) {
            return null;
        }
    }

    public static Quantity of(long value) {
        return new Quantity(BigDecimal.valueOf(value), Notation.DECIMAL_SI);
    }

    public static Quantity ofMilli(long thousandths) {
        return new Quantity(BigDecimal.valueOf(thousandths, 3), Notation.DECIMAL_SI);
    }

    public static Quantity ofBytes(long bytes) {
        return new Quantity(BigDecimal.valueOf(bytes), Notation.BINARY_SI);
    }

    public BigDecimal amount() {
        return amount;
    }

    public Notation notation() {
        return notation;
    }

    /** Rounded up to a whole number; at most the largest long. */
    public long value() {
        return saturated(amount);
    }

    /** Rounded up to thousandths; at most the largest long. */
    public long milliValue() {
        return saturated(amount.scaleByPowerOfTen(3));
    }

    private static long saturated(BigDecimal number) {
        var whole = number.setScale(0, RoundingMode.UP).toBigInteger();
        if (whole.bitLength() < Long.SIZE) return whole.longValue();
        return whole.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    public int signum() {
        return amount.signum();
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    /** Zero takes the notation of the other. */
    public Quantity add(Quantity other) {
        return new Quantity(amount.add(other.amount), isZero() ? other.notation : notation);
    }

    public Quantity subtract(Quantity other) {
        return new Quantity(amount.subtract(other.amount), isZero() ? other.notation : notation);
    }

    public Quantity negate() {
        return new Quantity(amount.negate(), notation);
    }

    public Quantity max(Quantity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantity quantity && amount.compareTo(quantity.amount) == 0;
    }

    @Override
    public int hashCode() {
        return amount.stripTrailingZeros().hashCode();
    }

    /** The canonical text: no fraction, the largest suffix that loses nothing. A parsed text that is close to it is kept. */
    @Override
    public String toString() {
        if (text != null) return text;
        if (isZero()) return "0";
        return notation == Notation.BINARY_SI && amount.abs().compareTo(KIBI) >= 0 ? binary() : decimal();
    }

    private String binary() {
        var mantissa = amount.setScale(0, RoundingMode.UP).toBigInteger();
        var exponent = 0;
        for (var parts = mantissa.divideAndRemainder(KIBI.toBigInteger());
                parts[1].signum() == 0 && exponent < Suffix.BINARY.size() - 1;
                parts = mantissa.divideAndRemainder(KIBI.toBigInteger())) {
            mantissa = parts[0];
            exponent++;
        }
        return mantissa + Suffix.BINARY.get(exponent);
    }

    private String decimal() {
        var stripped = amount.stripTrailingZeros();
        var exponent = Math.floorDiv(-stripped.scale(), 3) * 3;
        BigInteger mantissa = stripped.scaleByPowerOfTen(-exponent).toBigIntegerExact();
        return mantissa + Suffix.decimal(exponent, notation);
    }
}
