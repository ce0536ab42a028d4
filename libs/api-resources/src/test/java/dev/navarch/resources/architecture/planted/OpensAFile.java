package dev.navarch.resources.architecture.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A kind that reads files. */
public final class OpensAFile {
    String read(Path path) throws IOException {
        return Files.readString(path);
    }
}
