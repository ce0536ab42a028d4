package dev.navarch.machinery.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The field numbers of every message, by definition. */
record MessageLayouts(Map<String, MessageLayout> byDefinition) {
    private static final String FILE = "kubernetes-1.36.messages";

    /** One message: its fields in order of their numbers. */
    record MessageLayout(String definition, List<Slot> slots) {
        @Nullable
        Slot find(int number) {
            for (var slot : slots) if (slot.number() == number) return slot;
            return null;
        }
    }

    /** What stands under a number: a field, or a message whose fields JSON has inline. */
    sealed interface Slot {
        int number();

        record Field(int number, String name) implements Slot {}

        record Inline(int number, String definition) implements Slot {}
    }

    static MessageLayouts builtIn() {
        return BuiltIn.LAYOUTS;
    }

    @Nullable
    MessageLayout find(String definition) {
        return byDefinition.get(definition);
    }

    MessageLayout get(String definition) {
        var layout = byDefinition.get(definition);
        if (layout == null) throw new BodyException("no protobuf message describes " + definition);
        return layout;
    }

    private static MessageLayout parse(String line) {
        var words = line.split(" ");
        var slots = new ArrayList<Slot>();
        for (var i = 1; i < words.length; i++) slots.add(slot(words[i]));
        slots.sort((a, b) -> Integer.compare(a.number(), b.number()));
        return new MessageLayout(words[0], List.copyOf(slots));
    }

    private static Slot slot(String word) {
        var split = word.lastIndexOf('=');
        var number = Integer.parseInt(word.substring(split + 1));
        var name = word.substring(0, split);
        return name.startsWith("@") ? new Slot.Inline(number, name.substring(1)) : new Slot.Field(number, name);
    }

    private static final class BuiltIn {
        private static final MessageLayouts LAYOUTS = read();

        private static MessageLayouts read() {
            var layouts = new HashMap<String, MessageLayout>();
            try (var stream = MessageLayouts.class.getResourceAsStream(FILE)) {
                if (stream == null) throw new IllegalStateException(FILE + " is not on the class path");
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(MessageLayouts::parse)
                        .forEach(layout -> layouts.put(layout.definition(), layout));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new MessageLayouts(layouts);
        }
    }
}
