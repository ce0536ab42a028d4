package dev.navarch.machinery.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The field numbers of every message, by definition. */
record MessageLayouts(Map<String, MessageLayout> byDefinition) {
    private static final String FILE = "kubernetes-1.36.messages";

    /** One message: its fields in order of their numbers, and where each of JSON's fields goes. */
    record MessageLayout(String definition, List<Slot> slots, Map<String, Place> places) {
        @Nullable
        Slot find(int number) {
            for (var slot : slots) if (slot.number() == number) return slot;
            return null;
        }

        @Nullable
        Place find(String field) {
            return places.get(field);
        }
    }

    /**
     * Where a field of JSON goes.
     *
     * @param inlined the numbers of the messages around it that JSON does not have, outermost first; mostly none
     */
    record Place(List<Integer> inlined, int number) {
        private Place within(int outer) {
            var numbers = new ArrayList<Integer>();
            numbers.add(outer);
            numbers.addAll(inlined);
            return new Place(List.copyOf(numbers), number);
        }
    }

    /** What stands under a number: a field, a message that is a plain list in JSON, or one whose fields JSON has inline. */
    sealed interface Slot {
        int number();

        record Field(int number, String name) implements Slot {}

        record WrappedList(int number, String name, int items) implements Slot {}

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

    private static List<Slot> slots(List<String> words) {
        return words.stream()
                .map(MessageLayouts::slot)
                .sorted(Comparator.comparingInt(Slot::number))
                .toList();
    }

    private static Slot slot(String word) {
        var split = word.lastIndexOf('=');
        var numbers = word.substring(split + 1).split("\\.");
        var number = Integer.parseInt(numbers[0]);
        var name = word.substring(0, split);
        if (numbers.length > 1) return new Slot.WrappedList(number, name, Integer.parseInt(numbers[1]));
        return name.startsWith("@") ? new Slot.Inline(number, name.substring(1)) : new Slot.Field(number, name);
    }

    private static final class BuiltIn {
        private static final MessageLayouts LAYOUTS = read();

        private static MessageLayouts read() {
            var slots = new HashMap<String, List<Slot>>();
            try (var stream = MessageLayouts.class.getResourceAsStream(FILE)) {
                if (stream == null) throw new IllegalStateException(FILE + " is not on the class path");
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> List.of(line.split(" ")))
                        .forEach(words -> slots.put(words.getFirst(), slots(words.subList(1, words.size()))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var layouts = new HashMap<String, MessageLayout>();
            slots.forEach((definition, own) ->
                    layouts.put(definition, new MessageLayout(definition, own, places(own, slots))));
            return new MessageLayouts(layouts);
        }

        private static Map<String, Place> places(List<Slot> own, Map<String, List<Slot>> slots) {
            var places = new HashMap<String, Place>();
            for (var slot : own)
                switch (slot) {
                    case Slot.Field(int number, String name) -> places.put(name, new Place(List.of(), number));
                    case Slot.WrappedList(int number, String name, int items) ->
                        places.put(name, new Place(List.of(number), items));
                    case Slot.Inline(int number, String definition) ->
                        places(slots.getOrDefault(definition, List.of()), slots)
                                .forEach((name, place) -> places.put(name, place.within(number)));
                }
            return places;
        }
    }
}
