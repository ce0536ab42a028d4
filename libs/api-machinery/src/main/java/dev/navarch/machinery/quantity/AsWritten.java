package dev.navarch.machinery.quantity;

/**
 * Upstream keeps a quantity's text as it was written when that looks canonical at a glance: {@code 1E3} and {@code 1.500} stay,
 * {@code 1000m} and {@code 0.5} do not. Its rules, exactly, so that what a client reads back is the same.
 */
final class AsWritten {
    private static final int MAX_DIGITS = 18;

    private AsWritten() {}

    /** @param digits with a point, perhaps */
    static boolean isKept(String digits, String suffix) {
        var point = digits.indexOf('.');
        var whole = (point < 0 ? digits : digits.substring(0, point)).replaceFirst("^0+", "");
        var fraction = point < 0 ? "" : digits.substring(point + 1);
        var number = whole.isEmpty() ? "0" : whole;
        var binary = Suffix.BINARY.indexOf(suffix);
        return binary > 0 ? isBinaryKept(number, fraction, 10 * binary) : isDecimalKept(number, fraction, suffix);
    }

    private static boolean isBinaryKept(String whole, String fraction, int exponent) {
        if (!fraction.isEmpty() || whole.length() > 14 - exponent * 3 / 10) return false;
        var value = Long.parseLong(whole);
        return (value & 7) != 0 && Math.multiplyHigh(value, 1L << exponent) == 0;
    }

    private static boolean isDecimalKept(String whole, String fraction, String suffix) {
        var scale = exponent(suffix) - fraction.length();
        var digits = whole + fraction;
        return digits.length() <= MAX_DIGITS
                && scale >= -9
                && scale % 3 == 0
                && !digits.endsWith("000")
                && digits.charAt(0) != '0';
    }

    private static int exponent(String suffix) {
        if (Suffix.DECIMAL.contains(suffix)) return Suffix.decimalExponent(suffix);
        return Integer.parseInt(suffix.substring(1).replaceFirst("^\\+", ""));
    }
}
