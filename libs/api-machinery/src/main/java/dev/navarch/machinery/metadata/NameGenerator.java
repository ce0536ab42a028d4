package dev.navarch.machinery.metadata;

import java.util.random.RandomGenerator;

/** Names from {@code generateName}: the base and five letters that spell no word. */
public final class NameGenerator {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX = 5;
    private static final int MAX_BASE = 63 - SUFFIX;

    private final RandomGenerator random;

    public NameGenerator(RandomGenerator random) {
        this.random = random;
    }

    public String generate(String base) {
        return (base.length() > MAX_BASE ? base.substring(0, MAX_BASE) : base) + suffix(SUFFIX);
    }

    /** Random characters as in pod names and rollout hashes. */
    public String suffix(int length) {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++) text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return text.toString();
    }
}
