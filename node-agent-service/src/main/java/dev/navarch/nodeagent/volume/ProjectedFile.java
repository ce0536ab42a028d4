package dev.navarch.nodeagent.volume;

import org.jspecify.annotations.Nullable;

/** @param owner a user id, where the file is not root's */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ProjectedFile(byte[] content, int mode, @Nullable Long owner) {
    ProjectedFile(byte[] content, int mode) {
        this(content, mode, null);
    }
}
