package dev.navarch.machinery.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Protobuf as it is written, in one array that grows. A message inside another is opened, filled and closed; its length is put before
 * it when it is closed, and only what is longer than 127 bytes has to move for that.
 */
final class MessageBuffer {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes;
    private int length;

    MessageBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    /** Begins a message; what is returned is for {@link #close}. */
    int open(int number) {
        tag(number, LENGTH_DELIMITED);
        reserve(1);
        return ++length;
    }

    void close(int opened) {
        var size = length - opened;
        var prefix = varintSize(size);
        if (prefix > 1) {
            reserve(prefix - 1);
            System.arraycopy(bytes, opened, bytes, opened + prefix - 1, size);
        }
        length = opened - 1;
        varint(size);
        length += size;
    }

    void integer(int number, long value) {
        tag(number, VARINT);
        varint(value);
    }

    void bool(int number, boolean value) {
        integer(number, value ? 1 : 0);
    }

    void real(int number, double value) {
        tag(number, FIXED64);
        reserve(Double.BYTES);
        var bits = Double.doubleToRawLongBits(value);
        for (var shift = 0; shift < Long.SIZE; shift += Byte.SIZE) bytes[length++] = (byte) (bits >>> shift);
    }

    void string(int number, String text) {
        bytes(number, text.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(int number, byte[] value) {
        prefix(number, value.length);
        raw(value);
    }

    /** The tag and length of a message whose bytes come from elsewhere. */
    void prefix(int number, long size) {
        tag(number, LENGTH_DELIMITED);
        varint(size);
    }

    void raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    private void tag(int number, int wireType) {
        varint((long) number << 3 | wireType);
    }

    private void varint(long value) {
        reserve(LONGEST_VARINT);
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private static int varintSize(int value) {
        var size = 1;
        for (var rest = value >>> 7; rest != 0; rest >>>= 7) size++;
        return size;
    }

    private void reserve(int more) {
        if (bytes.length - length < more)
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), (int) Math.min(2L * length, 1 << 30)));
    }
}
