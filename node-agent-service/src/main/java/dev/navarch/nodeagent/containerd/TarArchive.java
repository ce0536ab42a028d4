package dev.navarch.nodeagent.containerd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A ustar archive in memory: regular files, folders and symbolic links owned by root. */
public final class TarArchive {
    private static final int BLOCK = 512;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TarArchive file(String name, int mode, byte[] content) {
        header(name, mode, content.length, '0', "");
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    public TarArchive file(String name, int mode, String content) {
        return file(name, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    public TarArchive folder(String name, int mode) {
        header(name.endsWith("/") ? name : name + "/", mode, 0, '5', "");
        return this;
    }

    public TarArchive link(String name, String target) {
        header(name, 0777, 0, '2', target);
        return this;
    }

    public byte[] toBytes() {
        var whole = new ByteArrayOutputStream(out.size() + 2 * BLOCK);
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(new byte[2 * BLOCK]);
        return whole.toByteArray();
    }

    private void header(String name, int mode, long size, char type, String target) {
        var block = new byte[BLOCK];
        put(block, 0, 100, name);
        put(block, 100, 8, octal(mode, 7));
        put(block, 108, 8, octal(0, 7));
        put(block, 116, 8, octal(0, 7));
        put(block, 124, 12, octal(size, 11));
        put(block, 136, 12, octal(0, 11));
        put(block, 148, 8, "        ");
        block[156] = (byte) type;
        put(block, 157, 100, target);
        put(block, 257, 8, "ustar\00000");
        var sum = 0;
        for (var b : block) sum += b & 0xff;
        put(block, 148, 8, octal(sum, 6) + "\0 ");
        out.writeBytes(block);
    }

    private static void put(byte[] block, int offset, int length, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > length) throw new IllegalArgumentException("too long for a ustar header: " + text);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }

    private static String octal(long value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", value);
    }
}
